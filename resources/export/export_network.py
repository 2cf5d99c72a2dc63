#!/usr/bin/env python3
"""Writes a network as a TorchScript module that `cortiscope extract --backbone NETWORK.pt` runs.

Run it in your own Python, with torch and timm (pip install timm):

  export_network.py --network clip --out clip.pt
  export_network.py --network moco --checkpoint vit-b-300ep.pth.tar --out moco.pt
  export_network.py --network timm:resnet50 --layers 'layer[1-4]\\.\\d+' --out resnet50.pt
  export_network.py --network timm:resnet50 --list      # the names that --layers may match

Weights come from where timm keeps them, unless --checkpoint names a file or --random asks for none. Vision transformers in
.safetensors need no export: cortiscope reads them itself. What is written is checked: it is loaded again, and its tokens are
compared with those of the network in Python.

A layer is a module whose name matches --layers whole; its tokens are what it returns: (B, T, C) of a transformer, (B, C, H, W)
of a convolutional network, or (B, H, W, C) with --channels-last. The global token is the class token, or the mean over
positions where there is none."""
import argparse
import re
import sys
from typing import List, Tuple

import torch
from torch import Tensor, nn

# name: (timm's model, the layers, whether these return (B, H, W, C))
NETWORKS = {
    "clip": ("vit_base_patch16_clip_quickgelu_224.openai", r"blocks\.\d+", False),
    "dinov2": ("vit_base_patch14_dinov2.lvd142m", r"blocks\.\d+", False),
    "mae": ("vit_base_patch16_224.mae", r"blocks\.\d+", False),
    "vit": ("vit_base_patch16_224.augreg_in21k", r"blocks\.\d+", False),
    "sam": ("samvit_base_patch16.sa1b", r"blocks\.\d+", True),
    "moco": ("vit_base_patch16_224", r"blocks\.\d+", False),
}


class Tokens(nn.Module):
    """The local and global tokens of some layers of a network."""

    def __init__(self, network, names, channels_last):
        super().__init__()
        self.network = network
        self.channels_last = channels_last
        self.prefix = getattr(network, "num_prefix_tokens", 0)
        self.has_class = bool(getattr(network, "has_class_token", self.prefix > 0))
        self.found: List[Tensor] = []
        modules = dict(network.named_modules())
        for name in names:
            modules[name].register_forward_hook(self.keep)

    def keep(self, module, inputs, output):
        self.found.append(output[0] if isinstance(output, (tuple, list)) else output)

    def forward(self, images):
        self.found = []
        self.network(images)
        pairs = [self.split(tokens) for tokens in self.found]
        self.found = []
        return [local for local, _ in pairs], [whole for _, whole in pairs]

    def split(self, tokens):
        if tokens.dim() == 4:
            local = tokens.permute(0, 3, 1, 2) if self.channels_last else tokens
            return local, local.mean((2, 3))
        if tokens.dim() != 3:
            raise SystemExit(f"a layer returns {tuple(tokens.shape)}: expected (B, T, C) or four axes; match others")
        patches = tokens[:, self.prefix:].transpose(1, 2)
        count = int(patches.shape[2])
        rows = round(count ** 0.5)
        if rows * rows != count:
            raise SystemExit(f"a layer returns {count} patches, no square; match others")
        whole = tokens[:, 0] if self.has_class else patches.mean(2)
        return patches.unflatten(2, (rows, rows)), whole


class Exported(nn.Module):
    """What cortiscope calls, and the attributes that it reads (resources/help/networks.md)."""

    input_side: int
    input_mean: List[float]
    input_std: List[float]
    layer_names: List[str]

    def __init__(self, traced, side, mean, deviation, names):
        super().__init__()
        self.traced = traced
        self.input_side, self.input_mean, self.input_std, self.layer_names = side, mean, deviation, names

    def forward(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
        return self.traced(images)

    @torch.jit.export
    def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
        return self.traced(images)


def read_checkpoint(path):
    """The weights in a checkpoint, under timm's names: of MoCo v3 those of the base encoder."""
    if path.endswith(".safetensors"):
        from safetensors.torch import load_file
        return load_file(path)
    whole = torch.load(path, map_location="cpu")
    for key in ("state_dict", "model", "teacher"):
        whole = whole.get(key, whole)
    for prefix in ("module.base_encoder.", "base_encoder.", "module.", "backbone."):
        inside = {name[len(prefix):]: value for name, value in whole.items() if name.startswith(prefix)}
        if inside:
            return inside
    return whole


def make(arguments):
    """The network, its layers' pattern, and whether these have channels last."""
    import timm
    name, pattern, channels_last = NETWORKS.get(arguments.network, (arguments.network.replace("timm:", "", 1), None, False))
    needs_file = arguments.network == "moco"
    if needs_file and not (arguments.checkpoint or arguments.random):
        raise SystemExit("moco: name its checkpoint with --checkpoint (github.com/facebookresearch/moco-v3)")
    is_trained = not (arguments.checkpoint or arguments.random)
    network = timm.create_model(name, pretrained=is_trained, **arguments.option).eval()
    if arguments.checkpoint:
        missing = [key for key in network.load_state_dict(read_checkpoint(arguments.checkpoint), strict=False).missing_keys
                   if not key.startswith(("head", "fc", "classifier", "norm."))]
        if missing:
            raise SystemExit(f"{arguments.checkpoint}: no weights for {', '.join(missing[:3])} and {len(missing) - 1} others")
    return network, arguments.layers or pattern, arguments.channels_last or channels_last


def check(file, tokens, side):
    """Loads what was written, and compares it on images that it has not seen."""
    images = torch.rand(3, 3, side, side)
    with torch.no_grad():
        expected, found = tokens(images), torch.jit.load(file).eval().get_tokens(images)
    error = max(((a - b).abs().max() / a.abs().max().clamp_min(1e-6)).item()
                for pair in zip(expected, found) for a, b in zip(*pair))
    if len(found[0]) != len(expected[0]) or not error < 1e-3:
        raise SystemExit(f"{file}: differs from the network in Python by {error:.2g}; do not use it")
    return error


def option(text):
    """NAME=NUMBER for timm."""
    name, value = text.split("=", 1)
    return name, int(value) if value.isdigit() else value


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", required=True, help=f"{', '.join(NETWORKS)}, or timm:MODEL")
    parser.add_argument("--out", help="the TorchScript file to write")
    parser.add_argument("--layers", help="a regular expression for the names of the modules that are layers")
    parser.add_argument("--channels-last", action="store_true", help="layers return (B, H, W, C)")
    parser.add_argument("--checkpoint", help="a file of weights instead of timm's; .pth files are programs: trust it first")
    parser.add_argument("--random", action="store_true", help="random weights, to try it")
    parser.add_argument("--side", type=int, help="side of the images in pixels [as the network expects]")
    parser.add_argument("--option", type=option, action="append", default=[], help="NAME=VALUE for timm.create_model")
    parser.add_argument("--list", action="store_true", help="print the names of all modules instead")
    arguments = parser.parse_args()
    arguments.option = dict(arguments.option)

    network, pattern, channels_last = make(arguments)
    names = [name for name, _ in network.named_modules() if name]
    if arguments.list:
        print("\n".join(names))
        return
    layers = [name for name in names if pattern and re.fullmatch(pattern, name)]
    if not layers:
        raise SystemExit("no module matches --layers; --list prints their names")
    if not arguments.out:
        raise SystemExit("name the file to write with --out")
    import timm.data
    usual = timm.data.resolve_model_data_config(network)
    side = arguments.side or usual["input_size"][-1]
    tokens = Tokens(network, layers, channels_last).eval()
    with torch.no_grad():
        traced = torch.jit.trace(tokens, torch.rand(2, 3, side, side), check_trace=False)
    module = torch.jit.script(Exported(traced, side, [float(x) for x in usual["mean"]], [float(x) for x in usual["std"]], layers))
    module.eval().save(arguments.out)
    error = check(arguments.out, tokens, side)
    print(f"{arguments.out}: {len(layers)} layers, images of {side} pixels, agrees with the network in Python to {error:.1g}")


if __name__ == "__main__":
    sys.exit(main())
