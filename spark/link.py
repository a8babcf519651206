"""Claims to events, with Spark.

In: the table `claims` of `code.py`, with all claims of each report and its text. Out: the table OUT of events in Parquet, in folders by month (of
the first report), made anew as a whole. Always: the events are those of `chancery.link` and of a store of the same claims, in whatever number
of tasks; `docs/scale.md` has the bounds at which they are not, and the run tells which of these it met.

    spark-submit spark/link.py OUT/claims EVENTS [--where "month >= '2026-01'"] [--work FOLDER]

    claims ──▶ readings ──▶ pairs ──▶ components ──▶ events
               a report      a block    all, by rounds  a component
               apart         apart      of Spark SQL    apart

The last line of standard output is a summary, as JSON.
"""

import sys

# Beside this file lies `code.py`, which is not the module `code` of Python that others may import.
del sys.path[0]

import argparse
import json

import chancery
import pyarrow
import pyarrow.compute
from pyspark.sql import SparkSession, Window
from pyspark.sql import functions as F

# Claims of a group of reports, or of components, that one call works on.
A_CALL = 5000


def arguments():
    parser = argparse.ArgumentParser(prog="link.py", description="Claims to events, with Spark.")
    parser.add_argument("claims", help="the table of claims")
    parser.add_argument("out", help="folder for the table of events")
    parser.add_argument("--where", metavar="SQL", help="which claims: a condition on the columns; always of whole reports")
    parser.add_argument("--work", metavar="FOLDER", help="for the tables between; else beside OUT. It is emptied before and after")
    parser.add_argument("--keep-work", action="store_true", help="leave the tables between (pairs tell what to ask a person)")
    parser.add_argument("--most-reports", type=int, default=20000, metavar="N", help="of a block that are compared with each other")
    parser.add_argument("--most-claims", type=int, default=100000, metavar="N", help="of a component that are grouped together")
    parser.add_argument("--most-ties", type=int, default=500000, metavar="N", help="of likely pairs that one task joins to components")
    return parser.parse_args()


def session():
    """The session that `spark-submit` configured; partitions are words ("2026-01" is no date)."""
    spark = SparkSession.builder.appName("chancery link").getOrCreate()
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    spark.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "static")
    return spark


class Work:
    """Tables between the steps. Each step is written before the next reads it: what is lost with a machine is read again, not made again."""

    def __init__(self, spark, folder):
        self.spark = spark
        self.path = spark._jvm.org.apache.hadoop.fs.Path(folder)
        self.files = self.path.getFileSystem(spark._jsc.hadoopConfiguration())
        self.empty()

    def empty(self):
        self.files.delete(self.path, True)

    def keep(self, name, rows):
        table = f"{self.path}/{name}"
        rows.write.mode("overwrite").option("compression", "zstd").parquet(table)
        return self.spark.read.schema(rows.schema).parquet(table)


def schema_of(spark, table):
    """The schema that Spark gives a table of Arrow, in which any column may be missing."""
    return spark.createDataFrame(open_columns(table.slice(0, 0))).schema


def open_columns(table):
    return table.cast(pyarrow.schema([field.with_nullable(True) for field in table.schema]))


def readings_of(claims):
    """What is compared of each report of a table of whole reports."""
    return open_columns(chancery.readings(claims, threads=1).read_all())


def pairs_of(key, readings):
    """The pairs of a block. Of a part of one, those of its own reports with each other and with the reports of the part before."""
    found = open_columns(chancery.pairs(readings, block=key[0].as_py(), threads=1).read_all())
    own = readings.filter(readings.column("own"))
    if own.num_rows == readings.num_rows:
        return found
    claims = pyarrow.compute.list_flatten(own.column("claims"))
    of_own = [pyarrow.compute.is_in(found.column(side), claims) for side in ("a", "b")]
    return found.filter(pyarrow.compute.or_(*of_own))


def events_of(claims, pairs):
    """The events of whole components."""
    return open_columns(chancery.cluster(claims, pairs).read_all())


def lone_events(batches):
    """The events of claims that no others are likely enough one with."""
    none = chancery.pairs([]).read_all()
    for claims in batches:
        yield from events_of(pyarrow.table(claims), none).to_batches()


def members_of(readings, most):
    """Which reports are compared in which part of a block. A block of more reports than `most` is cut into parts of as many, in the order of
    their dates; a part is compared with itself and with the one before. The first block of a report is where its claims are compared with each other."""
    block = Window.partitionBy("block")
    blocks = readings.select("report", "published", F.posexplode("blocks").alias("nr", "block"))
    ranked = blocks.withColumn("rank", F.row_number().over(block.orderBy("published", "report")) - 1)
    ranked = ranked.withColumn("size", F.count("*").over(block)).where("size > 1 OR nr = 0")
    ranked = ranked.withColumn("own_part", F.floor(F.col("rank") / most)).withColumn("last", F.floor((F.col("size") - 1) / most))
    parts = F.explode(F.sequence("own_part", F.least(F.col("own_part") + 1, F.col("last"))))
    members = ranked.select("report", "block", "own_part", parts.alias("part"))
    return members.select("report", "block", "part", (F.col("part") == F.col("own_part")).alias("own"))


# A round of finding components: every claim is tied to the least that it or a neighbour is tied to, first the larger neighbours, then the
# smaller ones (Kiveris et al. 2014). It ends when the ties are stars: every claim is tied to one, and that one to none.
ROUND = """
WITH ends AS (SELECT high AS here, low AS there FROM ties UNION ALL SELECT low, high FROM ties),
     least AS (SELECT here, least(here, min(there)) AS least FROM ends GROUP BY here),
     larger AS (SELECT DISTINCT there AS high, least AS low FROM ends JOIN least USING (here) WHERE there > here),
     smallest AS (SELECT high, min(low) AS least FROM larger GROUP BY high)
SELECT low AS high, least AS low FROM larger JOIN smallest USING (high) WHERE low > least
UNION SELECT high, least FROM smallest
"""
STARS = """
SELECT count(*) = count(DISTINCT high) AND NOT EXISTS (SELECT 1 FROM ties a JOIN ties b ON a.low = b.high) FROM ties
"""


def joined(batches):
    """The ties of some pairs, joined as far as they alone go."""
    found = chancery.components(batches).read_all()
    tied = found.filter(pyarrow.compute.not_equal(found.column("claim"), found.column("component")))
    yield from open_columns(tied.rename_columns(["high", "low"])).to_batches()


def components_of(spark, work, pairs, most):
    """Claims that likely pairs connect, directly or through others, each with the least id of its component; and the rounds that took."""
    likely = pairs.where("verdict = 'merge'")
    parts = max(1, -(-likely.count() // most))
    ties = work.keep("ties-0", likely.repartition(parts, "a").mapInArrow(joined, "high string, low string"))
    rounds = 0
    ties.createOrReplaceTempView("ties")
    while not spark.sql(STARS).first()[0]:
        rounds += 1
        ties = work.keep(f"ties-{rounds}", spark.sql(ROUND))
        ties.createOrReplaceTempView("ties")
    return ties.selectExpr("high AS id", "low AS component").union(ties.selectExpr("low", "low").distinct()), rounds


def grouped_of(claims, components, most):
    """The claims of components, each component in groups of `most` claims in the order of their dates; a report's text with its first claim of a group
    where that has several reports."""
    component, order = Window.partitionBy("component"), ("published", "report", "id")
    known = components.join(claims.select("id", "report", "published"), "id")
    known = known.withColumn("group", F.floor((F.row_number().over(component.orderBy(*order)) - 1) / most))
    group = Window.partitionBy("component", "group")
    of_report = Window.partitionBy("component", "group", "report").orderBy("id")
    known = known.withColumn("carries", (F.row_number().over(of_report) == 1) & (F.min("report").over(group) < F.max("report").over(group)))
    return known.select("id", "component", "group", "carries")


def main():
    given = arguments()
    spark = session()
    work = Work(spark, given.work or f"{given.out.rstrip('/')}.work")
    claims = spark.read.parquet(given.claims)
    claims = claims.where(given.where) if given.where else claims
    claims = claims.select(chancery.code([]).schema.names)
    total = claims.count()
    calls = max(1, -(-total // A_CALL))
    # Parts are by what they take to compute, not by their bytes.
    tasks = max(2 * spark.sparkContext.defaultParallelism, calls // 4)
    spark.conf.set("spark.sql.shuffle.partitions", tasks)
    spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
    nothing = chancery.code([]).read_all()

    in_call = F.pmod(F.xxhash64("report"), F.lit(calls))
    reading_schema = schema_of(spark, chancery.readings(nothing).read_all())
    readings = work.keep("readings", claims.groupBy(in_call.alias("call")).applyInArrow(readings_of, reading_schema))
    members = work.keep("members", members_of(readings, given.most_reports))
    pair_schema = schema_of(spark, chancery.pairs([]).read_all())
    pairs = members.join(readings.drop("blocks"), "report").groupBy("block", "part").applyInArrow(pairs_of, pair_schema)
    pairs = work.keep("pairs", pairs)
    components, rounds = components_of(spark, work, pairs, given.most_ties)
    groups = work.keep("groups", grouped_of(claims, components, given.most_claims))

    event_schema = schema_of(spark, chancery.cluster(nothing, chancery.pairs([])).read_all())
    lone = claims.join(groups, "id", "left_anti").mapInArrow(lone_events, event_schema)
    texts = claims.where("text IS NOT NULL").select("report", "text")
    bare = claims.drop("text").join(groups, "id")
    carrying = bare.where("carries").join(texts, "report")
    grouped = carrying.unionByName(bare.where("NOT carries").withColumn("text", F.lit(None).cast("string")))
    ends = [groups.select(F.col("id").alias(end), F.struct("component", "group").alias(f"of_{end}")) for end in ("a", "b")]
    inside = pairs.join(ends[0], "a").join(ends[1], "b").where("of_a = of_b").select("of_a.*", *pairs.columns)
    call = F.pmod(F.xxhash64("component", "group"), F.lit(calls)).alias("call")
    together = grouped.groupBy(call).cogroup(inside.groupBy(call)).applyInArrow(events_of, event_schema)
    month = F.when(F.col("first") >= "0", F.substring("first", 1, 7)).otherwise("undated")
    events = work.keep("events", lone.unionByName(together).withColumn("month", month))
    parted = events.repartitionByRange("month", "id").sortWithinPartitions("month", "id")
    parted.write.mode("overwrite").partitionBy("month").option("compression", "zstd").parquet(given.out)

    summary = {"claims": total, "pairs": pairs.count(), "rounds": rounds, "events": events.count()}
    for rows, of, part in ((members, "block", "part"), (groups, "component", "group")):
        summary |= rows.selectExpr(f"count(DISTINCT {of}) AS {of}s", f"count(DISTINCT if({part} > 0, {of}, NULL)) AS {of}s_cut").first().asDict()
    if not given.keep_work:
        work.empty()
    print(json.dumps(summary), flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
