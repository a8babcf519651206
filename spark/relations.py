"""Events to relations, with Spark.

In: the table of events of `link.py`. Out: two tables in Parquet under OUT: `relations` (a row for every two states between which something
passed: whether they drew closer, where the level shifted, when nothing passed) and `periods` (a row for each of their periods: how many events
of each kind, and the level with its interval). Always: what `chancery.relate` and `chancery dyad` tell of the same events, but for third parties:
these take all events of either side, and are asked for one dyad at a time.

    spark-submit spark/relations.py EVENTS OUT [--step month] [--since DATE] [--until DATE]

The last line of standard output is a summary, as JSON.
"""

import sys

# Beside this file lies `code.py`, which is not the module `code` of Python that others may import.
del sys.path[0]

import argparse
import json

import chancery
import pyarrow
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# Events that passed between two states, a row for each two: one acts on the other, or, where nobody is acted on, both act together. Who has a
# state's code and does not act for it is no side of it (`docs/methods.md`, Relations).
PASSING = """
WITH sides AS (
  SELECT *, {states} AS acting, {suffering} AS suffering, size(recipients) = 0 AS mutual FROM events
), met AS (
  SELECT *, explode(if(mutual, acting, suffering)) AS other FROM (SELECT *, explode(acting) AS one FROM sides)
)
SELECT DISTINCT least(one, other) AS a, greatest(one, other) AS b, id FROM met WHERE one <> other
"""
STATES = """
array_distinct(transform(filter({side}, p -> p.country IS NOT NULL AND coalesce(p.sector, '') NOT IN ('REB', 'OPP', 'PRE', 'UAF', 'CRM')),
                         p -> p.country))
"""


def arguments():
    parser = argparse.ArgumentParser(prog="relations.py", description="Events to relations, with Spark.")
    parser.add_argument("events", help="the table of events")
    parser.add_argument("out", help="folder for the tables relations and periods")
    parser.add_argument("--step", default="month", choices=["day", "week", "month", "quarter", "year"], help="length of the periods")
    parser.add_argument("--since", metavar="DATE", help="first day of all relations; else of each its first event that counts")
    parser.add_argument("--until", metavar="DATE", help="last day; else that of the last report")
    return parser.parse_args()


def session():
    """The session that `spark-submit` configured; partitions are words ("2026-01" is no date)."""
    spark = SparkSession.builder.appName("chancery relations").getOrCreate()
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    spark.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    return spark


def columns():
    """The columns of the table of relations: the fields that `chancery dyad --json` has."""
    words, number = pyarrow.string(), pyarrow.float64()
    estimate = pyarrow.struct({"value": number, "low": number, "high": number})
    drivers = pyarrow.list_(pyarrow.struct({"event": words, "share": number}))
    shift = {"at": words, "interval": pyarrow.list_(words), "before": number, "after": number, "size": estimate, "p": number, "drivers": drivers}
    silence = {"from": words, "to": words, "p": number}
    nobody = chancery.relate(chancery.link([]), "FRA", "DEU", since="2000", until="2000", step="year")
    return pyarrow.schema(
        {
            "a": words,
            "b": words,
            "since": words,
            "until": words,
            "course": words,
            "difference": estimate,
            "because": words,
            "shifts": pyarrow.list_(pyarrow.struct(shift)),
            "silences": pyarrow.list_(pyarrow.struct(silence)),
            "periods": pyarrow.list_(pyarrow.struct([field.with_nullable(True) for field in nobody.periods.schema])),
        }
    )


def relater(schema, since, until, step):
    """What tells the relation of two, by the events that passed between them."""

    def relation(key, events):
        a, b = (side.as_py() for side in key)
        told = chancery.relate(events, a, b, since=since, until=until, step=step, threads=1)
        row = {
            "a": a,
            "b": b,
            "since": told.since,
            "until": told.until,
            "course": told.course,
            "difference": told.answer["difference"],
            "because": told.answer["because"],
            "shifts": told.shifts,
            "silences": told.silences,
            "periods": told.periods.to_pylist(),
        }
        return pyarrow.Table.from_pylist([row], schema=schema)

    return relation


def main():
    given = arguments()
    spark = session()
    events = spark.read.parquet(given.events)
    events.createOrReplaceTempView("events")
    last = events.agg(F.max("last")).first()[0]
    acting, suffering = (STATES.format(side=side) for side in ("actors", "recipients"))
    passing = spark.sql(PASSING.format(states=acting, suffering=suffering))
    # A relation takes as long as it has events, not bytes.
    spark.conf.set("spark.sql.adaptive.coalescePartitions.enabled", "false")
    schema = columns()
    between = passing.join(events, "id").groupBy("a", "b")
    relations = between.applyInArrow(
        relater(schema, given.since, given.until or last, given.step), spark.createDataFrame(schema.empty_table()).schema
    )
    write = lambda rows, table: rows.write.mode("overwrite").option("compression", "zstd").parquet(f"{given.out}/{table}")  # noqa: E731
    write(relations, "relations")
    done = spark.read.parquet(f"{given.out}/relations")
    write(done.select("a", "b", F.explode("periods").alias("period")).select("a", "b", "period.*"), "periods")
    sums = done.selectExpr("count(*) AS relations", "coalesce(sum(size(shifts)), 0) AS shifts", "count_if(size(shifts) > 0) AS shifted")
    print(json.dumps({"until": given.until or last, "step": given.step} | sums.first().asDict()), flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
