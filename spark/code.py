"""Reports to claims, with Spark.

In: reports in Parquet, a row a report, with the columns that `chancery code` reads (`text`; `id`, `title`, `published`, `url`, `source`, `author`,
`language` where they are known). Out: three tables in Parquet under OUT, each in folders by the partition of its reports: `claims` (the columns of
`docs/python.md`), `rejects` (which rows are no reports, by file and row, why, and what to do about it) and `counts` (a row a partition). Always:
the claims are those of `chancery code`; a partition that is coded again takes the place of what it was, and the others stay; what is counted
is what was written.

    spark-submit spark/code.py REPORTS OUT [--partition COLUMN] [--where "month = '2026-01'"] [--columns text=article,published=day]

The last line of standard output is the sum of the counts, as JSON. `docs/scale.md` tells how to run it on a cluster.
"""

import sys

# Python has a module `code` of its own, which others may import; this folder is not where they should look for it.
del sys.path[0]

import argparse
import json
import math
import time

import chancery
import pyarrow
import pyarrow.compute
from pyspark.sql import Observation, SparkSession
from pyspark.sql import functions as F

# Rows of an Arrow batch: a few megabytes of text, so that a worker of Python stays small.
BATCH = 256
# The words a partition is called by where its reports do not tell a month.
UNDATED = "undated"


def arguments():
    parser = argparse.ArgumentParser(prog="code.py", description="Reports to claims, with Spark.")
    parser.add_argument("reports", help="Parquet files or a folder of them")
    parser.add_argument("out", help="folder for the tables claims, rejects and counts")
    parser.add_argument("--partition", metavar="COLUMN", help="column whose values part the tables; else the month of publication")
    parser.add_argument("--where", metavar="SQL", help="which reports: a condition on the columns, `month` too; always of whole partitions")
    parser.add_argument("--columns", default="", metavar="MAP", help="which columns hold what: text=article,published=day")
    parser.add_argument("--published", metavar="DATE", help="for reports without a date")
    parser.add_argument("--language", metavar="CODE", help="of all reports; detected else")
    parser.add_argument("--reports-per-task", type=int, default=2000, metavar="N", help="two minutes or so of one core")
    return parser.parse_args()


def session():
    """The session that `spark-submit` configured; days are those of UTC, and partitions are words ("2026-01" is no date)."""
    spark = SparkSession.builder.appName("chancery code").getOrCreate()
    spark.conf.set("spark.sql.session.timeZone", "UTC")
    spark.conf.set("spark.sql.sources.partitionColumnTypeInference.enabled", "false")
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
    return spark


def month(published):
    """The month that a date begins with, as words; its year where it tells no more."""
    told = F.regexp_extract(published.cast("string"), r"^\d{4}(-\d{2})?", 0)
    return F.when(F.length(told) > 0, told).otherwise(UNDATED)


def reports_of(spark, given, columns):
    """The reports with their partition, and where they stand."""
    reports = spark.read.parquet(given.reports)
    named = {"published", "date"} if "published" not in columns else {columns["published"].lower()}
    dates = [name for name in reports.columns if name.lower() in named]
    if given.partition is None:
        given.partition = "month"
        reports = reports.withColumn("month", month(F.col(dates[0])) if dates else F.lit(UNDATED))
    else:
        reports = reports.withColumn(given.partition, F.coalesce(F.col(given.partition).cast("string"), F.lit(UNDATED)))
    reports = reports.withColumn("_file", F.col("_metadata.file_path")).withColumn("_row", F.col("_metadata.row_index"))
    return reports.where(given.where) if given.where else reports


def coder(partition, **options):
    """What codes batches of reports. It gives rows of three kinds, each with its partition: claims, rejects, and a count a batch."""

    def coded_rows(batches):
        schema = None
        for batch in batches:
            of = batch.column(partition)
            for value in pyarrow.compute.unique(of).to_pylist():
                started = time.perf_counter()
                reports = batch.filter(pyarrow.compute.equal(of, value))
                coded = chancery.code([reports], threads=1, on_error="skip", **options)
                schema = schema or staged(coded.schema, partition)
                with_claims = set()
                for claims in coded:
                    with_claims.update(claims.column("report").to_pylist())
                    yield rows(schema, claims.num_rows, partition, value, dict(zip(claims.schema.names, claims.columns)))
                rejects = [placed(reports, reject) for reject in coded.rejects]
                if rejects:
                    yield rows(schema, len(rejects), partition, value, {"reject": rejects})
                counts = {"reports": reports.num_rows, "silent": reports.num_rows - len(rejects) - len(with_claims)}
                yield rows(schema, 1, partition, value, {"counts": [counts | {"seconds": time.perf_counter() - started}]})

    return coded_rows


def placed(reports, reject):
    """A reject with the file and the row (from 0) that Spark read it from, in place of its row in the batch."""
    row = reject["row"] - 1
    file, at = (reports.column(name)[row].as_py() for name in ("_file", "_row"))
    return {"file": file, "row": at, "id": reject["id"], "cause": reject["cause"], "remedy": reject["remedy"]}


def staged(claims, partition):
    """The columns of all three kinds of rows; any of them may be missing."""
    reject = pyarrow.struct({"file": pyarrow.string(), "row": pyarrow.int64()} | dict.fromkeys(("id", "cause", "remedy"), pyarrow.string()))
    counts = pyarrow.struct({"reports": pyarrow.int64(), "silent": pyarrow.int64(), "seconds": pyarrow.float64()})
    added = [("reject", reject), ("counts", counts), (partition, pyarrow.string())]
    return pyarrow.schema([field.with_nullable(True) for field in claims] + [pyarrow.field(*field) for field in added])


def rows(schema, count, partition, value, columns):
    """Rows of some columns; the others are missing."""
    columns = columns | {partition: [value] * count}
    arrays = [pyarrow.array(columns[f.name], f.type) if f.name in columns else pyarrow.nulls(count, f.type) for f in schema]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def write(rows, partition, table):
    """Puts rows in the place of the partitions that they are of."""
    rows.write.mode("overwrite").partitionBy(partition).option("compression", "zstd").parquet(table)


def drop(spark, table, partition, values):
    """Takes partitions away: those whose reports make no row any more."""
    jvm = spark._jvm
    folder = jvm.org.apache.hadoop.fs.Path(table)
    files = folder.getFileSystem(spark._jsc.hadoopConfiguration())
    for value in values:
        name = jvm.org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils.getPartitionPathString(partition, value)
        files.delete(jvm.org.apache.hadoop.fs.Path(folder, name), True)


def main():
    given = arguments()
    columns = dict(pair.split("=", 1) for pair in given.columns.split(",") if pair)
    options = {"columns": columns or None, "published": given.published, "language": given.language}
    spark = session()
    reports = reports_of(spark, given, columns)
    tasks = max(spark.sparkContext.defaultParallelism, math.ceil(reports.count() / given.reports_per_task))
    # Neighbours in time go to one task, so that a task writes to few partitions; ties of a month are parted by where they stand.
    parts = reports.repartitionByRange(tasks, given.partition, F.xxhash64("_file", "_row"))

    schema = spark.createDataFrame(staged(chancery.code([]).schema, given.partition).empty_table()).schema
    told = Observation("chancery")
    coded = parts.mapInArrow(coder(given.partition, **options), schema)
    coded = coded.observe(
        told,
        F.sum("counts.reports").alias("reports"),
        F.count("id").alias("claims"),
        F.count("reject").alias("rejects"),
        F.sum("counts.seconds").alias("seconds"),
    )
    # Coding is what takes time: it is written once, and the tables are made of what is written.
    work = f"{given.out}/work-{spark.sparkContext.applicationId}"
    coded.write.mode("overwrite").option("compression", "zstd").parquet(work)
    done = spark.read.schema(schema).parquet(work)

    claims = done.where("id IS NOT NULL").drop("reject", "counts")
    order = [F.col(given.partition), F.col("report")]
    claims = claims.repartitionByRange(*order).sortWithinPartitions(*order, F.col("evidence")[0]["trigger"][0], F.col("id"))
    rejects = done.where("reject IS NOT NULL").select("reject.*", given.partition).coalesce(1)
    counts = done.groupBy(given.partition).agg(
        F.sum("counts.reports").alias("reports"),
        F.count("id").alias("claims"),
        F.sum("counts.silent").alias("silent"),
        F.count("reject").alias("rejects"),
        F.sum("counts.seconds").alias("seconds"),
    )
    write(claims, given.partition, f"{given.out}/claims")
    write(rejects, given.partition, f"{given.out}/rejects")
    write(counts.coalesce(1), given.partition, f"{given.out}/counts")
    for table in ("claims", "rejects"):
        empty = counts.where(F.col(table) == 0).select(given.partition).collect()
        drop(spark, f"{given.out}/{table}", given.partition, [row[0] for row in empty])

    sums = counts.groupBy().sum().toDF("reports", "claims", "silent", "rejects", "seconds").first().asDict()
    partitions = counts.count()
    drop_work = spark._jvm.org.apache.hadoop.fs.Path(work)
    drop_work.getFileSystem(spark._jsc.hadoopConfiguration()).delete(drop_work, True)
    print(json.dumps({"partitions": partitions, "tasks": tasks} | sums), flush=True)
    spark.stop()


if __name__ == "__main__":
    main()
