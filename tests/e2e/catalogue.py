#!/usr/bin/env python3
"""A catalogue of 64 honest chips, 7 W to 1,400 W and 2012 to 2026, and slips to put into it.

Usage: catalogue.py FOLDER [SLIP...]     writes the knowledge base FOLDER; `--slips` lists all slips

The chips are made up; their sizes are those of the trade: what a watt, a square millimetre and a pin
gave in their years, with the oddities that real catalogues have (half precision at a sixty-fourth of
the rate, 480 GB of slow memory, memory on the die only). The same arguments give the same bytes.
"""
import os
import random
import sys

# What each family has: name, years, watts, its memory (bits of bus, Gbit/s a pin: first and last year,
# GB: first and last), dies, half precision against single, has matrix units from this year on.
FAMILIES = [
    ("module", (2014, 2026), (7, 60), (64, 256), (1.6, 8.5), (2, 64), 1, 2, 2018),
    ("card", (2012, 2026), (75, 575), (128, 512), (6, 28), (2, 32), 1, 1, 2018),
    ("server", (2012, 2026), (250, 700), (384, 8192), (5, 8), (6, 192), 1, 1, 2017),
    ("package", (2021, 2026), (400, 1400), (4096, 8192), (3.2, 9.2), (96, 288), 2, 1, 2017),
]
WIDTHS = (64, 128, 192, 256, 384, 512, 1024, 2048, 3072, 4096, 5120, 6144, 8192)


def between(low, high, share):
    """From low to high, in equal factors."""
    return low * (high / low) ** share


def digits(value, count=3):
    return f"{float(f'{value:.{count}g}'):.10g}"


def nearest(value, steps):
    return min(steps, key=lambda step: abs(step / value - 1))


def die(chip, year, watts, dice, spread):
    """Millions of transistors on a square millimetre doubled every two years and a half or so."""
    density = 14 * 2 ** ((year - 2012) / 2.9)
    area = min(dice * 815, between(90, 800, min(1, watts / 400)) * dice * spread())
    chip["die_area"] = f"{digits(area)} mm2"
    chip["transistors"] = f"{digits(area * density / 1e3)} billion"
    chip["compute_dies"], chip["io_dies"] = str(dice), "0"


def peaks(chip, year, watts, half, matrix, spread):
    """Single precision gave 20 GFLOPS a watt in 2012 and 120 in 2026; matrix units four to sixteen times
    that in half precision, and each narrower format twice the last."""
    single = watts * between(0.018, 0.11, (year - 2012) / 14) * spread()
    chip["peak_fp32"] = f"{digits(single)} TFLOPS"
    if year < matrix:
        # Half precision at double the rate, or next to none.
        chip["peak_fp16"] = f"{digits(single * 2 if half == 2 else single / 64)} TFLOPS"
        return
    dense = single * between(5, 16, (year - matrix) / (2026 - matrix + 1))
    for name, times, since in (("fp16", 1, 0), ("bf16", 1, 2020), ("fp8", 2, 2022), ("fp4", 4, 2024)):
        if year >= since:
            chip[f"peak_{name}"] = f"{digits(dense * times)} TFLOPS"
            if year >= 2020 and name != "bf16":
                chip[f"peak_{name}_sparse"] = f"{digits(dense * times * 2)} TFLOPS"
    chip["peak_int8"] = f"{digits(dense * 2)} TOPS"


def memory(chip, share, bus, rate, capacity, spread):
    width = nearest(between(*bus, share) * spread(), [w for w in WIDTHS if bus[0] <= w <= bus[1]])
    pin = float(digits(between(*rate, share), 2))
    chip["memory_bus_width"] = f"{width} bit"
    chip["memory_data_rate"] = f"{digits(pin, 2)} Gbit/s"
    chip["memory_bandwidth"] = f"{digits(width * pin / 8)} GB/s"
    chip["memory_capacity"] = f"{nearest(between(*capacity, share) * spread(), (2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 80, 96, 128, 141, 192, 288))} GB"


def chip(number, chance):
    family, years, watts, bus, rate, capacity, dice, half, matrix = FAMILIES[number % len(FAMILIES)]
    share = (number // len(FAMILIES)) / 15
    year = round(years[0] + (years[1] - years[0]) * share)
    spread = lambda: between(0.8, 1.25, chance.random())
    power = nearest(between(*watts, share) * spread(), range(watts[0], watts[1] + 1))
    made = {"name": f"{family.capitalize()} {year}-{number}", "tdp": f"{power} W"}
    die(made, year, power, dice, spread)
    peaks(made, year, power, half, matrix, spread)
    memory(made, share, bus, rate, capacity, spread)
    made["l2_cache"] = f"{digits(between(0.5, 126, (year - 2012) / 14) * min(1, power / 300), 2)} MB"
    made["clock"] = f"{digits(between(0.9, 2.4, (year - 2012) / 14) * spread())} GHz"
    if family in ("server", "package") and year >= 2016:
        links = 4 + 2 * (year - 2016)
        made["interconnect_links"] = str(links)
        made["interconnect_link_bandwidth"] = "50 GB/s"
        made["interconnect_bandwidth"] = f"{links * 50} GB/s"
        made["internode_bandwidth"] = f"{nearest(between(100, 800, share), (100, 200, 400, 800))} Gbit/s"
    return made


def oddities(chips):
    """What a real catalogue has, too."""
    chips[0].update(tdp="7 W", memory_capacity="4 GB")
    chips[63].update(tdp="1400 W")
    # Memory on the die only: little of it, and very fast.
    chips[34].update(memory_capacity="230 MB", memory_bandwidth="80 TB/s")
    del chips[34]["memory_bus_width"], chips[34]["memory_data_rate"]
    # Much slow memory.
    chips[52].update(memory_capacity="480 GB")
    # One that says neither how many dies it has nor how they are made.
    del chips[59]["compute_dies"], chips[59]["io_dies"]


def times(slot, factor):
    def slip(made):
        number, unit = made[slot].split(" ", 1)
        made[slot] = f"{digits(float(number) * factor, 6)} {unit}"
    return slip


def swap(one, other):
    def slip(made):
        made[one], made[other] = made[other], made[one]
    return slip


# Which chip, and what becomes of it: its number, its slot, what is wrong.
SLIPS = {
    "bandwidth-in-gb": (62, "memory_bandwidth", times("memory_bandwidth", 1e-3)),
    "power-in-kw": (13, "tdp", times("tdp", 1e3)),
    "peak-in-pflops": (42, "peak_fp16", times("peak_fp16", 1e3)),
    "capacity-in-mb": (25, "memory_capacity", times("memory_capacity", 1e-3)),
    "area-tenfold": (46, "die_area", times("die_area", 10)),
    "transistors-tenfold": (54, "transistors", times("transistors", 10)),
    "bandwidth-tenfold": (38, "memory_bandwidth", times("memory_bandwidth", 10)),
    "links-eightfold": (50, "interconnect_bandwidth", times("interconnect_bandwidth", 0.125)),
    "dense-and-sparse": (58, "peak_fp8", swap("peak_fp8", "peak_fp8_sparse")),
    "half-and-quarter": (55, "peak_fp4", swap("peak_fp4", "peak_fp16")),
}


def write(path, lines):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n".join(lines) + "\n")


def main(folder, slips):
    chance = random.Random(64)
    chips = [chip(number, chance) for number in range(64)]
    oddities(chips)
    for name in slips:
        number, _, slip = SLIPS[name]
        slip(chips[number])
    write(f"{folder}/kb.yaml", ["format: 1", "name: A catalogue", "languages: [en]"])
    write(f"{folder}/organizations/acme.yaml", ["name: Acme"])
    write(f"{folder}/sources/deck.yaml", ["name: Deck", "title: All chips", "published: 2026-06-01"])
    for number, made in enumerate(chips):
        lines = [f"{slot}: {value}" for slot, value in made.items()]
        write(f"{folder}/chips/c{number:02}.yaml", lines + ["maker: acme", "source: deck"])


if __name__ == "__main__":
    if sys.argv[1:] == ["--slips"]:
        print("\n".join(f"{name} c{number:02} {slot}" for name, (number, slot, _) in SLIPS.items()))
    else:
        main(sys.argv[1], sys.argv[2:])
