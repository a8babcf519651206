//! Work on several threads whose results come out in the order of the input, in bounded memory.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc::sync_channel;

/// Inputs in flight a thread: enough that no thread waits for a slow neighbour, few enough to stay small.
const AHEAD: usize = 8;

/// Applies `work` to every input on `threads` threads and gives the results to `sink` in input order. Stops at the first
/// error of `sink`.
pub(crate) fn ordered<I, T, E>(
    inputs: impl Iterator<Item = I>,
    threads: usize,
    work: impl Fn(I) -> T + Sync,
    mut sink: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send,
    T: Send,
{
    if threads <= 1 {
        return inputs.map(work).try_for_each(sink);
    }
    let (give, take) = sync_channel::<(usize, I)>(threads * AHEAD);
    let (done, results) = sync_channel::<(usize, T)>(threads * AHEAD);
    let take = Mutex::new(take);
    let (take, work) = (&take, &work);
    std::thread::scope(move |scope| {
        for _ in 0..threads {
            let done = done.clone();
            scope.spawn(move || {
                loop {
                    let next = take.lock().map(|t| t.recv());
                    let Ok(Ok((index, input))) = next else { break };
                    if done.send((index, work(input))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(done);
        let mut waiting = BTreeMap::new();
        let (mut given, mut shown) = (0, 0);
        let mut inputs = inputs;
        let mut give = Some(give);
        loop {
            // Keep the threads busy, but never more than so many results ahead of the one to show next.
            while let Some(channel) = &give {
                if given - shown >= threads * AHEAD {
                    break;
                }
                match inputs.next() {
                    Some(input) => {
                        if channel.send((given, input)).is_err() {
                            give = None;
                        }
                        given += 1;
                    }
                    None => give = None,
                }
            }
            let Ok((index, result)) = results.recv() else {
                return Ok(());
            };
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&shown) {
                sink(result)?;
                shown += 1;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::ordered;

    #[test]
    fn results_come_in_order_whatever_the_threads() {
        for threads in [1, 2, 5] {
            let mut out = Vec::new();
            let work = |n: u64| {
                std::thread::sleep(std::time::Duration::from_micros((n * 7919) % 300));
                n * n
            };
            ordered(0..200, threads, work, |x| {
                out.push(x);
                Ok::<(), ()>(())
            })
            .unwrap();
            assert_eq!(out, (0..200).map(|n| n * n).collect::<Vec<u64>>());
        }
    }

    #[test]
    fn an_error_of_the_sink_ends_it() {
        let result = ordered(0.., 3, |n: u32| n, |n| if n < 10 { Ok(()) } else { Err(n) });
        assert_eq!(result, Err(10));
    }
}
