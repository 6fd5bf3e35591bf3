#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Tutela authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a table of invented events in the 31-column layout of 2020, for benchmarks: make_events.py ROWS OUT.csv"""
import csv
import datetime
import random
import sys

HEADER = ("data_id iso event_id_cnty event_id_no_cnty event_date year time_precision event_type sub_event_type actor1 "
          "assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction region country admin1 admin2 admin3 location latitude "
          "longitude geo_precision source source_scale notes fatalities timestamp iso3").split()
KINDS = [("Violence against civilians", "Attack"), ("Battles", "Armed clash"), ("Protests", "Peaceful protest"),
         ("Violence against civilians", "Abduction/forced disappearance"), ("Strategic developments", "Looting/property destruction"),
         ("Explosions/Remote violence", "Grenade")]
WORDS = ("the men came before dawn and took cattle from three compounds then left along the river track while people fled "
         "to the school and the market stayed closed for two days until elders met the patrol at the crossing").split()


def main():
    rows, path = int(sys.argv[1]), sys.argv[2]
    draw = random.Random(7)
    places = [(f"Place {i}", draw.uniform(0.9, 3.1), draw.uniform(3.1, 5.5), f"Sector {i % 9}") for i in range(3000)]
    actors = [f"Armed Group {i} (Kavara)" for i in range(60)]
    sources = [f"Radio {i}; Local source {i % 7}" for i in range(400)]
    first = datetime.date(1997, 1, 1)
    with open(path, "w", newline="", encoding="utf-8") as out:
        write = csv.writer(out).writerow
        write(HEADER)
        for n in range(rows):
            day = first + datetime.timedelta(days=draw.randrange(10500))
            kind, sub = KINDS[draw.randrange(len(KINDS))]
            name, lat, lon, sector = places[draw.randrange(len(places))]
            notes = " ".join(draw.choices(WORDS, k=24))
            write([6000000 + n, 999, f"KAV{n}", n, day.strftime("%d %B %Y"), day.year, 1, kind, sub, draw.choice(actors), "", 2,
                   "Civilians (Kavara)", "", 7, 27, "Fictional", "Kavara", sector, sector, "", name, f"{lat + draw.gauss(0, .02):.4f}",
                   f"{lon + draw.gauss(0, .02):.4f}", draw.choice((1, 1, 2)), draw.choice(sources), "Local partner-National", notes,
                   draw.choice((0, 0, 0, 1, 2, 5, 12)), 1604956851, "KAV"])


if __name__ == "__main__":
    main()
