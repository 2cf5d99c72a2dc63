#!/usr/bin/env python3
"""Reads files with Cortiscope and with nibabel and compares every value.

Run by hand; needs Python with numpy, nibabel and h5py, which building and testing do not:

    tests/peers/nibabel_agreement.py build/release/bin/cortiscope [FOLDER...]

Of each folder every surface, overlay, label and annotation is converted with `cortiscope convert` to a format that
is read here byte by byte, and compared with what nibabel reads from the original. Then files of odd kinds are made
with nibabel and compared too. Prints a line a file; the exit code is 0 where nothing differs.
"""
import gzip
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import h5py
import nibabel as nib
import numpy as np
from nibabel.cifti2 import BrainModelAxis, Cifti2Image, LabelAxis, ScalarAxis, SeriesAxis

PROGRAM = sys.argv[1]
WORK = Path(tempfile.mkdtemp(prefix="agreement-"))
# Refused here though nibabel reads them: triangles that refer to no vertex, and a volume.
REFUSED = {"base64bin.gii": "expected vertex indices", "test.mgz": "found a volume"}
counts = {"same": 0, "rightly refused": 0, "different": 0, "both refuse": 0, "read here only": 0, "values": 0}


def convert(source, name):
    target = WORK / name
    if target.is_file():
        target.unlink()
    done = subprocess.run([PROGRAM, "convert", str(source), str(target)], capture_output=True, text=True)
    return (target, "") if done.returncode == 0 else (None, done.stderr.strip())


def read_surface(file):
    """FreeSurfer's triangle format."""
    data = Path(file).read_bytes()
    assert data[:3] == b"\xff\xff\xfe"
    at = data.index(b"\n\n") + 2
    vertices, triangles = struct.unpack(">ii", data[at:at + 8])
    points = np.frombuffer(data, ">f4", 3 * vertices, at + 8).reshape(-1, 3)
    return points, np.frombuffer(data, ">i4", 3 * triangles, at + 8 + 12 * vertices).reshape(-1, 3)


def read_mgh(file):
    """(K, V) of what Cortiscope writes: (V, 1, 1, K) floats."""
    data = Path(file).read_bytes()
    _, v, _, _, k, kind = struct.unpack(">6i", data[:24])
    assert kind == 3
    return np.frombuffer(data, ">f4", v * k, 284).reshape(k, v)


def same(ours, theirs):
    ours, theirs = np.asarray(ours), np.asarray(theirs)
    counts["values"] += ours.size
    return ours.shape == theirs.shape and np.array_equal(
        ours.astype(np.float32), theirs.astype(np.float32), equal_nan=True)


def report(name, outcome, what=""):
    if REFUSED.get(Path(name).name, "\n") in what:
        outcome = "rightly refused"
    counts[outcome] += 1
    print(f"{outcome:15} {name} {what}")


def maps_of(values):
    """nibabel's array as (K, V), by the rule of core/io/vertex_layout.h."""
    values = np.asarray(values)
    axes = [n for n in values.shape if n > 1]
    flat = values.reshape([n for n in values.shape if n > 1] or [1], order="F")
    if len(axes) < 2:
        return flat.reshape(1, -1)
    return flat.T if axes[0] >= axes[1] else flat


def gifti_maps(image):
    skipped = {1008, 1009}  # points, triangles
    maps = []
    for array in image.darrays:
        if array.intent in skipped:
            continue
        data = array.data
        if data.ndim == 2 and data.shape[0] == 1:
            data = data.T
        maps += [data] if data.ndim == 1 else list(data.T)
    return np.array(maps)


def expected_labels(keys, names_of_keys):
    """{name: vertices} for labels in use; none for key 0 that is '???' or has no name."""
    found = {}
    for key in np.unique(keys):
        name = names_of_keys.get(int(key), "" if key == 0 else f"label {key}")
        if name and not (key == 0 and name == "???"):
            found.setdefault(name, set()).update(np.flatnonzero(keys == key).tolist())
    return found


def parcels_by_annot(file):
    """{name: vertices} of an annotation written by Cortiscope, read with nibabel."""
    labels, table, names = nib.freesurfer.read_annot(str(file))
    return {names[i].decode(): set(np.flatnonzero(labels == i).tolist()) for i in np.unique(labels) if i >= 0}


def load_gifti(file):
    if str(file).endswith(".gz"):
        return nib.GiftiImage.from_bytes(gzip.open(file).read())
    return nib.load(str(file))


def check_gifti(file):
    try:
        image = load_gifti(file)
    except Exception as failure:  # whatever nibabel says
        target, words = convert(file, "lh.a.mgh")
        target = target or convert(file, "lh.a")[0]
        report(file, "both refuse" if not target else "read here only", words or repr(failure))
        return
    intents = [array.intent for array in image.darrays]
    if 1008 in intents:
        target, words = convert(file, "lh.surface")
        points, triangles = (image.darrays[intents.index(i)].data for i in (1008, 1009))
        ok = target and all(same(a, b) for a, b in zip(read_surface(target), (points, triangles)))
        return report(file, "same" if ok else "different", words)
    target, words = convert(file, "lh.a.mgh")
    theirs = gifti_maps(image)
    if target is None and theirs.size == 0:
        return report(file, "both refuse", words)
    report(file, "same" if target and same(read_mgh(target), theirs) else "different", words)
    if 1002 in intents:  # labels
        target, words = convert(file, "lh.a.annot")
        keys = image.darrays[intents.index(1002)].data
        theirs = expected_labels(keys, {k: v or f"label {k}" for k, v in image.labeltable.get_labels_as_dict().items()})
        counts["values"] += keys.size
        report(f"{file} parcels", "same" if target and parcels_by_annot(target) == theirs else "different", words)


def check_surface(file):
    target, words = convert(file, "lh.surface")
    points, triangles = nib.freesurfer.read_geometry(str(file))
    if target is None:
        return report(file, "different", words)
    ours = read_surface(target)
    ok = same(ours[0], points)
    if same(ours[1], triangles):
        return report(file, "same" if ok else "different")
    # Quadrangles: nibabel chooses the diagonal by another rule than FreeSurfer. The corners agree two by two.
    quads = lambda t: [frozenset(pair.ravel().tolist()) for pair in np.asarray(t).reshape(-1, 2, 3)]
    alike = int((np.asarray(ours[1]).reshape(-1, 6) == triangles.reshape(-1, 6)).all(axis=1).sum())
    report(file, "same" if ok and quads(ours[1]) == quads(triangles) else "different",
           f"(quadrangles: {alike} of {len(triangles) // 2} halved along nibabel's diagonal)")


def check_values(file, theirs):
    target, words = convert(file, "lh.a.mgh")
    report(file, "same" if target and same(read_mgh(target), theirs) else "different", words)


def check_annotation(file):
    labels, table, names = nib.freesurfer.read_annot(str(file))
    target, words = convert(file, "lh.a.annot")
    if target is None:
        return report(file, "different", words)
    _, _, ours_names = nib.freesurfer.read_annot(str(target))
    raw = lambda f: nib.freesurfer.read_annot(str(f), orig_ids=True)[0]
    theirs = {names[i].decode(): set(np.flatnonzero(labels == i).tolist()) for i in np.unique(labels) if i >= 0}
    ok = same(raw(target), raw(file)) and parcels_by_annot(target) == theirs
    report(file, "same" if ok else "different")


def check_label(file):
    theirs = np.unique(nib.freesurfer.read_label(str(file)))
    target, words = convert(file, "lh.a.label")
    report(file, "same" if target and same(nib.freesurfer.read_label(str(target)), theirs) else "different", words)


def check_patch(file):
    data = Path(file).read_bytes()  # nibabel reads no patches
    entries = np.frombuffer(data, np.dtype([("i", ">i4"), ("x", ">f4", 3)]), offset=8)
    stored = {abs(int(e["i"])) - 1: tuple(e["x"]) for e in entries}
    if not list(Path(file).parent.glob(Path(file).name[:3] + "white")):
        return report(file, "both refuse", "(no mesh beside)")
    target, words = convert(file, "lh.cortex.patch.flat")
    back = np.frombuffer(target.read_bytes(), np.dtype([("i", ">i4"), ("x", ">f4", 3)]), offset=8)
    report(file, "same" if stored == {abs(int(e["i"])) - 1: tuple(e["x"]) for e in back} else "different", words)


def check(file):
    name = file.name
    if name.endswith((".gii", ".gii.gz")):
        check_gifti(file)
    elif name.endswith(".annot"):
        check_annotation(file)
    elif name.endswith(".label"):
        check_label(file)
    elif name.endswith((".mgz", ".mgh", ".nii", ".nii.gz")):
        check_values(file, maps_of(nib.load(str(file)).get_fdata(dtype=np.float64)))
    elif "patch" in name:
        check_patch(file)
    elif name.endswith((".curv", ".sulc", ".thickness")):
        check_values(file, nib.freesurfer.read_morph_data(str(file)).reshape(1, -1))
    elif name.startswith(("lh.", "rh.")):
        check_surface(file)


def odd_files():
    """Kinds that the folders may not hold, made with nibabel; one array of values each."""
    random = np.random.default_rng(3)
    values = random.normal(size=(50, 3))
    # GIFTI: every encoding, byte order, index order and type
    for encoding in ("ASCII", "B64BIN", "B64GZ"):
        for endian in ("big", "little"):
            # nibabel lays text out by rows even where it says that it is by columns
            for order in ("C", "F") if encoding != "ASCII" else ("C",):
                for kind in (np.float32, np.int32, np.uint8):
                    data = (100 * np.abs(values) % 200).astype(kind)
                    array = nib.gifti.GiftiDataArray(
                        data, intent="NIFTI_INTENT_TIME_SERIES", encoding=f"GIFTI_ENCODING_{encoding}",
                        endian=f"GIFTI_ENDIAN_{endian.upper()}",
                        ordering="RowMajorOrder" if order == "C" else "ColumnMajorOrder")
                    file = WORK / f"lh.{encoding}-{endian}-{order}-{np.dtype(kind)}.func.gii"
                    nib.save(nib.GiftiImage(darrays=[array]), file)
                    check_gifti(file)
    # MGH: types and shapes
    for kind in (np.uint8, np.int16, np.int32, np.float32, np.uint16):
        for shape in ((50, 1, 1, 3), (1, 50, 1), (1, 1, 50), (1, 1, 3, 50), (50, 1, 1)):
            file = WORK / f"lh.{np.dtype(kind)}-{'x'.join(map(str, shape))}.mgz"
            size = int(np.prod(shape))
            nib.save(nib.MGHImage((100 * np.abs(random.normal(size=size)) % 200).astype(kind).reshape(shape),
                                  np.eye(4)), file)
            check_values(file, maps_of(nib.load(file).get_fdata()))
    # NIfTI: versions, byte orders, types, scaling, FreeSurfer's reshaping
    for version, maker in ((1, nib.Nifti1Image), (2, nib.Nifti2Image)):
        for endian in "<>":
            for kind in ("u1", "i2", "i4", "f4", "f8", "i1", "u2", "u4", "i8", "u8"):
                header = maker.header_class(endianness=endian)
                header.set_data_dtype(np.dtype(endian + kind))
                data = (50 * np.abs(values) % 100).astype(kind).reshape(50, 1, 1, 3)
                image = maker(data, np.eye(4), header)
                image.header.set_slope_inter(0.5, 3) if kind == "i2" else None
                file = WORK / f"lh.v{version}-{'big' if endian == '>' else 'little'}-{kind}.nii.gz"
                nib.save(image, file)
                check_values(file, maps_of(nib.load(file).get_fdata()))
    for vertices in (163842, 40962):
        data = random.normal(size=(vertices, 1, 1, 2)).astype(np.float32)
        file = WORK / f"lh.long-{vertices}.nii"
        nib.save(nib.Nifti1Image(data, np.eye(4)), file)
        check_values(file, data.reshape(vertices, 2).T)
    # what we write: as nibabel reads it
    for vertices in (50, 40962, 163842):
        data = random.normal(size=(vertices, 1, 1, 2)).astype(np.float32)
        nib.save(nib.MGHImage(data, np.eye(4)), WORK / "lh.written.mgh")
        for name in ("lh.written.nii", "lh.written.nii.gz", "lh.written.func.gii", "lh.back.mgz"):
            target, words = convert(WORK / "lh.written.mgh", name)
            theirs = gifti_maps(nib.load(target)) if name.endswith(".gii") else maps_of(nib.load(target).get_fdata())
            report(f"{vertices} written as {name}", "same" if same(theirs, data.reshape(-1, 2).T) else "different", words)
    # quadrangle surfaces
    grid = np.arange(400).reshape(20, 20)
    quads = np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], -1).reshape(-1, 4)
    points = random.normal(scale=50, size=(400, 3))
    three = lambda n: int(n).to_bytes(3, "big")
    for magic, stored in ((b"\xff\xff\xff", np.round(100 * points).astype(">i2")), (b"\xff\xff\xfd", points.astype(">f4"))):
        file = WORK / f"lh.quadrangles-{magic[2]:x}"
        file.write_bytes(magic + three(400) + three(len(quads)) + stored.tobytes() + b"".join(map(three, quads.ravel())))
        check_surface(file)
    check_cifti(random)


def check_cifti(random):
    left, right = np.setdiff1d(np.arange(60), [3, 4, 5]), np.arange(40)
    for wall in (True, False):
        models = (BrainModelAxis.from_surface(left if wall else np.arange(60), 60, "CORTEX_LEFT")
                  + BrainModelAxis.from_surface(right, 40, "CORTEX_RIGHT")
                  + BrainModelAxis("THALAMUS_LEFT", voxel=np.zeros((2, 3), int), affine=np.eye(4), volume_shape=(2, 2, 2)))
        table = {0: ("???", (1, 1, 1, 0)), 5: ("A", (0.2, 0.4, 0.6, 1)), 7: ("B", (1, 0, 0, 1))}
        for kind, axis in (("dscalar", ScalarAxis(["one", "two"])), ("dtseries", SeriesAxis(0, 1, 2)),
                           ("dlabel", LabelAxis(["areas", "more"], [table, table]))):
            data = random.normal(size=(2, len(models))).astype(np.float32)
            if kind == "dlabel":
                data = random.choice([0, 5, 7], size=data.shape).astype(np.float32)
            file = WORK / f"{'wall' if wall else 'whole'}.{kind}.nii"
            nib.save(Cifti2Image(data, header=(axis, models)), file)
            image = nib.load(file)
            found = image.header.get_axis(1)
            for h, structure in (("lh", "CIFTI_STRUCTURE_CORTEX_LEFT"), ("rh", "CIFTI_STRUCTURE_CORTEX_RIGHT")):
                rows = found.name == structure
                whole = np.full((2, found.nvertices[structure]), np.nan)
                whole[:, found.vertex[rows]] = image.get_fdata()[:, rows]
                target, words = convert(file, f"{h}.a.mgh")
                report(f"{file} {h}", "same" if target and same(read_mgh(target), whole) else "different", words)
                if kind != "dlabel":
                    continue
                target, words = convert(file, f"{h}.a.annot")
                keys = np.where(np.isnan(whole[0]), 0, whole[0]).astype(int)
                theirs = expected_labels(keys, {k: v[0] for k, v in table.items()})
                report(f"{file} {h} parcels", "same" if target and parcels_by_annot(target) == theirs else "different", words)
            # and what we write of it, as nibabel reads it
            again = "again.dlabel.nii" if kind == "dlabel" else "again.dscalar.nii"
            target, words = convert(file, again)
            if target is None:
                report(f"{file} written again", "different", words)
                continue
            written = nib.load(target)
            axis = written.header.get_axis(1)
            ok = True
            for structure in ("CIFTI_STRUCTURE_CORTEX_LEFT", "CIFTI_STRUCTURE_CORTEX_RIGHT"):
                rows, before = axis.name == structure, found.name == structure
                now = written.get_fdata()[:, rows][:, found.vertex[before]]
                then = image.get_fdata()[:, before]
                if kind == "dlabel":
                    names = {k: v[0] for k, v in written.header.get_axis(0).label[0].items()}
                    ok = ok and [names[k] for k in now[0]] == [table[k][0] for k in then[0]]
                else:
                    ok = ok and same(now, then)
            report(f"{file} written again", "same" if ok else "different", words)


def check_h5(folder):
    """A whole cortex folder as HDF5: every FreeSurfer file of it, by h5py."""
    surf = folder / "surf"
    if not (surf / "lh.pial").exists():
        return
    target, words = convert(folder, "cortex.h5")
    with h5py.File(target) as file:
        for h in ("lh", "rh"):
            for kind in ("white", "pial", "inflated", "sphere"):
                points, triangles = nib.freesurfer.read_geometry(str(surf / f"{h}.{kind}"))
                ok = same(file[f"cortex/{h}/{kind}"], points) and same(file[f"cortex/{h}/triangles"], triangles)
                report(f"{folder.name} in HDF5: {h} {kind}", "same" if ok else "different")


folders = [Path(argument) for argument in sys.argv[2:]]
for folder in folders:
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        if file.suffix not in (".txt", ".md", ".png", ".jpg", ".dat"):
            check(file)
    for inner in [folder, *sorted(path for path in folder.iterdir() if path.is_dir())]:
        check_h5(inner)
odd_files()
print(counts)
sys.exit(1 if counts["different"] else 0)
