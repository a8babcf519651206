//! bench
use chancery_store::Store;
mod world;
fn main() {
    let file = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let n: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let mut store = Store::open(&file).unwrap();
    let clock = std::time::Instant::now();
    let mut last = 0;
    world::fill(&mut store, n * 3 / 10, n, |reports, claims| {
        if claims / 50_000 > last {
            last = claims / 50_000;
            println!("{reports} {claims} {:.1}s", clock.elapsed().as_secs_f64());
        }
    });
    println!("{:?}", store.counts().unwrap());
}
