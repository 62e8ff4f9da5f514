# SPDX-License-Identifier: Apache-2.0
# Copyright the SupportKit authors
"""Writes offsets.jsonl: what Python's zoneinfo reads from the TZif files beside this script.

    python make-offsets.py > offsets.jsonl
"""
import datetime, json, pathlib, random, zoneinfo

random.seed(9636)
UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
LOW, HIGH = -2208988800, 7258118400
here = pathlib.Path(__file__).parent
for path in sorted(here.glob("*.tzif")):
    if ".right." in path.name:
        continue  # Python does not read leap seconds.
    with path.open("rb") as file:
        zone = zoneinfo.ZoneInfo.from_file(file)

    def offset(seconds):
        local = (EPOCH + datetime.timedelta(seconds=seconds)).astimezone(zone)
        return int(local.utcoffset().total_seconds())

    samples = [random.randrange(LOW, HIGH) for _ in range(120)]
    samples += [random.randrange(0, 4102444800) for _ in range(80)]
    at = random.randrange(0, 1000000000)
    for _ in range(60):  # the second before a change and the change
        step = 86400 * 20
        while at + step < HIGH and offset(at) == offset(at + step):
            at += step
        if at + step >= HIGH:
            break
        low, high = at, at + step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset(middle) == offset(low) else (low, middle)
        samples += [low, high]
        at = high + 86400 * random.choice([1, 1, 300])
    print(json.dumps({"file": path.name,
                      "offsets": [[second, offset(second)] for second in sorted(samples)]}))
