"""Images per second of `cortiscope extract` beside the same network in Python, on the same cores:

    OMP_WAIT_POLICY=passive python3 tests/peers/extract_speed.py build/release/bin/cortiscope PHOTOS

A ViT-B/16 of random weights, as a TorchScript module and as .safetensors, over every photograph of the folder PHOTOS
COPIES times. Ours is timed with COPIES and with one photograph, so that start and loading can be told from the rest;
Python's loop is timed without its start. The floor is the network's arithmetic at the speed of a matrix product.
Needs torch and Pillow (Debian: python3-torch, python3-pil)."""
import json
import os
import struct
import subprocess
import sys
import tempfile
import time
from typing import List, Tuple

import numpy
import torch
from PIL import Image
from torch import nn
from torch.nn import functional

COPIES, BATCH, SIDE, PATCH, WIDTH, BLOCKS = 8, 8, 224, 16, 768, 12
TOKENS = (SIDE // PATCH) ** 2 + 1
# Products of a block: qkv, projection and perceptron, and both of attention. A product and a sum are two operations.
GFLOP = 2e-9 * (BLOCKS * (12 * TOKENS * WIDTH**2 + 2 * TOKENS**2 * WIDTH) + (TOKENS - 1) * 3 * PATCH**2 * WIDTH)


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.proj = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)

    def forward(self, x):
        b, n, c = x.shape
        q, k, v = self.qkv(x).reshape(b, n, 3, -1, 64).permute(2, 0, 3, 1, 4).unbind(0)
        weights = ((q / 8) @ k.transpose(-2, -1)).softmax(-1)
        return self.proj((weights @ v).transpose(1, 2).reshape(b, n, c))


class Perceptron(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x):
        return self.fc2(functional.gelu(self.fc1(x)))


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.attn = nn.LayerNorm(WIDTH, 1e-6), Attention()
        self.norm2, self.mlp = nn.LayerNorm(WIDTH, 1e-6), Perceptron()

    def forward(self, x):
        x = x + self.attn(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class Patches(nn.Module):
    def __init__(self):
        super().__init__()
        self.proj = nn.Conv2d(3, WIDTH, PATCH, PATCH)

    def forward(self, x):
        return self.proj(x).flatten(2).transpose(1, 2)


class Network(nn.Module):
    """Its parameters have timm's names. TorchScript takes no constants of this file: the numbers below repeat them."""

    def __init__(self):
        super().__init__()
        self.cls_token = nn.Parameter(torch.randn(1, 1, WIDTH) * 0.02)
        self.pos_embed = nn.Parameter(torch.randn(1, TOKENS, WIDTH) * 0.02)
        self.patch_embed = Patches()
        self.blocks = nn.ModuleList([Block() for _ in range(BLOCKS)])
        self.norm = nn.LayerNorm(WIDTH, 1e-6)

    def forward(self, x):
        return x

    @torch.jit.export
    def get_tokens(self, images: torch.Tensor) -> Tuple[List[torch.Tensor], List[torch.Tensor]]:
        x = self.patch_embed((images - 0.5) / 0.5)
        x = torch.cat([self.cls_token.expand(x.shape[0], -1, -1), x], dim=1) + self.pos_embed
        local_tokens: List[torch.Tensor] = []
        global_tokens: List[torch.Tensor] = []
        for block in self.blocks:
            x = block(x)
            local_tokens.append(x[:, 1:].transpose(1, 2).reshape(x.shape[0], 768, 14, 14))
            global_tokens.append(x[:, 0])
        return local_tokens, global_tokens


def save_safetensors(weights, file):
    header, blobs, at = {}, [], 0
    for name, values in weights.items():
        blob = values.contiguous().numpy().astype("<f4").tobytes()
        header[name] = {"dtype": "F32", "shape": list(values.shape), "data_offsets": [at, at + len(blob)]}
        blobs.append(blob)
        at += len(blob)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + b"".join(blobs))


def read(file):
    pixels = numpy.array(Image.open(file).convert("RGB").resize((SIDE, SIDE), Image.BICUBIC))
    return torch.from_numpy(pixels).permute(2, 0, 1).float() / 255


def seconds(run):
    start = time.time()
    run()
    return time.time() - start


def extract_in_python(network, files):
    with torch.no_grad():
        for at in range(0, len(files), BATCH):
            tokens, _ = network.get_tokens(torch.stack([read(f) for f in files[at:at + BATCH]]))
            for layer in tokens:
                functional.adaptive_avg_pool2d(layer, 8).half()


program, photos = sys.argv[1:]
torch.manual_seed(0)
torch.set_num_threads(os.cpu_count())
network = Network().eval()
with tempfile.TemporaryDirectory() as folder:
    torch.jit.script(network).save(f"{folder}/vit.pt")
    weights = dict(network.state_dict(), **{"head.weight": torch.zeros(10, WIDTH), "head.bias": torch.zeros(10)})
    save_safetensors(weights, f"{folder}/vit.safetensors")
    images = sorted(f for f in os.listdir(photos) if f.endswith((".png", ".jpg")))
    os.makedirs(f"{folder}/many")
    os.makedirs(f"{folder}/one")
    for copy in range(COPIES):
        for image in images:
            os.symlink(os.path.abspath(f"{photos}/{image}"), f"{folder}/many/{copy}-{image}")
    os.symlink(os.path.abspath(f"{photos}/{images[0]}"), f"{folder}/one/{images[0]}")
    files = [f"{folder}/many/{image}" for image in sorted(os.listdir(f"{folder}/many"))]

    def ours(kind, name):
        command = [program, "extract", "--backbone", f"{folder}/vit.{kind}", "--images", f"{folder}/{name}", "--resolution",
                   str(SIDE), "--out", f"{folder}/out.h5", "--force"] + ["--trust"] * (kind == "pt")
        return seconds(lambda: subprocess.run(command, check=True, capture_output=True))

    for _ in range(2):
        product = torch.randn(2048, 2048)
        gflop_per_s = 4 * 2e-9 * 2048**3 / seconds(lambda: [product @ product for _ in range(4)])
        python = len(files) / seconds(lambda: extract_in_python(network, files))
        print(f"floor {gflop_per_s / GFLOP:.2f} images/s ({gflop_per_s:.0f} GFLOP/s), Python {python:.2f}")
        for kind in ("pt", "safetensors"):
            whole, start = ours(kind, "many"), ours(kind, "one")
            rate = (len(files) - 1) / (whole - start)
            print(f".{kind}: {rate:.2f} images/s, {rate / python:.2f} of Python; with start and loading "
                  f"{len(files) / whole:.2f}")
