"""Spark for the tests: two processors of this machine, as little of it as small panels need."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

# Compiled once and not well: a test's panels are small, and starting is most of what they take.
_SETTINGS = """spark.master local[2]
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.sql.shuffle.partitions 2
"""


def set_up_spark(folder: Path) -> dict[str, str]:
    """Return the variables by which Spark finds its configuration, written to `folder`; without Spark, the
    test is not run.
    """
    missing = "pyspark" if importlib.util.find_spec("pyspark") is None else ""
    missing = missing or ("" if shutil.which("java") else "Java")
    if missing and os.environ.get("REQUIRE_SPARK") == "1":
        pytest.fail(f"no {missing}, and REQUIRE_SPARK=1: uv pip install -r requirements-spark.lock, Java 17")
    if missing:
        pytest.skip(f"not run: no {missing}")
    folder.mkdir(exist_ok=True)
    (folder / "spark-defaults.conf").write_text(_SETTINGS)
    return {"SPARK_CONF_DIR": str(folder)}
