#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The anchor of redraws: opens a layer with QGIS and draws it at 1600 x 900, with symbols as QGIS gives them.

usage: qgis_redraw.py FILE LAYER WEST SOUTH EAST NORTH [RUNS]

One line of JSON: seconds from opening the layer to its first picture, median seconds and processor seconds of the redraws that
follow, the features drawn. RUNS redraws by the job that a QGIS canvas uses."""
import json
import os
import resource
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (QgsApplication, QgsCoordinateReferenceSystem, QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle,  # noqa: E402
                       QgsVectorLayer)
from qgis.PyQt.QtCore import QSize  # noqa: E402


def processor():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    path, name = sys.argv[1:3]
    box = [float(v) for v in sys.argv[3:7]]
    runs = int(sys.argv[7]) if len(sys.argv) > 7 else 3
    application = QgsApplication([], True)
    application.initQgis()
    start = time.perf_counter()
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    if not layer.isValid():
        sys.exit(f"QGIS cannot read {name} of {path}")
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setOutputSize(QSize(1600, 900))
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    settings.setExtent(QgsRectangle(*box))
    wall, cpu, first = [], [], None
    for _ in range(runs + 1):
        begin, before = time.perf_counter(), processor()
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()
        if job.renderedImage().isNull() or job.errors():
            sys.exit("QGIS did not draw the layer")
        if first is None:
            first = time.perf_counter() - start
            continue
        wall.append(time.perf_counter() - begin)
        cpu.append(processor() - before)
    print(json.dumps({"first": first, "seconds": statistics.median(wall), "processor": statistics.median(cpu), "features": layer.featureCount()}))
    sys.stdout.flush()
    os._exit(0)  # QGIS takes long to end, and sometimes badly


if __name__ == "__main__":
    main()
