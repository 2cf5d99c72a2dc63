"""The least distance between colours of tab20 and safe20 (core/color/palette.h) as each kind of colour vision
sees them: python3 tests/peers/category_colors.py (needs NumPy and colorspacious)"""
import re
from pathlib import Path

import numpy as np
from colorspacious import cspace_convert

source = (Path(__file__).parents[2] / "core/color/palette.cpp").read_text()
for name in ("kTab20", "kSafe20"):
    words = re.findall("0x([0-9a-f]{6})", re.search(name + r"\[\] = \{(.*?)\}", source, re.S)[1])
    colors = np.array([[int(word[i : i + 2], 16) for i in (0, 2, 4)] for word in words]) / 255
    for kind in (None, "deuteranomaly", "protanomaly", "tritanomaly"):
        seen = colors
        if kind:  # Machado, Oliveira and Fernandes 2009, of full severity
            seen = cspace_convert(colors, {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}, "sRGB1")
        place = cspace_convert(np.clip(seen, 0, 1), "sRGB1", "CAM02-UCS")
        distance = np.linalg.norm(place[:, None] - place, axis=-1) + 1e9 * np.eye(len(place))
        print(f"{name}  {kind or 'full colour vision':20} {distance.min():5.1f}")
