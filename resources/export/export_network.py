#!/usr/bin/env python3
"""Writes a network as a TorchScript module that `cortiscope extract --backbone NETWORK.pt` runs.

Run it in your own Python, with torch and timm (pip install timm):

  export_network.py --network clip --out clip.pt
  export_network.py --network moco --checkpoint vit-b-300ep.pth.tar --out moco.pt
  export_network.py --network timm:resnet50 --layers 'layer[1-4]\\.\\d+' --out resnet50.pt
  export_network.py --network timm:resnet50 --list      # the names that --layers may match
  export_network.py --network unet --checkpoint stable-diffusion-v1-5/stable-diffusion-v1-5 --out unet.pt
  export_network.py --network clip --features stimuli --out clip.features.h5

The last computes the features itself, of the PNG and JPEG files of a folder (pip install h5py Pillow), where a module of your
torch is refused: cortiscope fits them as they are.

unet is Stable Diffusion's U-Net (pip install diffusers): --checkpoint is a model of diffusers, by its name or its folder. Images
are encoded by its autoencoder, noised as at --timestep with one noise for all images, and seen without a prompt (zeros). Its layers
are the blocks, down, middle and up.

Weights come from where timm keeps them, unless --checkpoint names a file or --random asks for none. Vision transformers in
.safetensors need no export: cortiscope reads them itself. What is written is checked: it is loaded again, and its tokens are
compared with those of the network in Python.

A layer is a module whose name matches --layers whole; its tokens are what it returns: (B, T, C) of a transformer, (B, C, H, W)
of a convolutional network, or (B, H, W, C) with --channels-last. The global token is the class token, or the mean over
positions where there is none."""
import argparse
import functools
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
# What they were trained for, by which cortiscope groups models; of others --objective says it.
OBJECTIVES = {
    "clip": "contrastive image-text",
    "dinov2": "self-distillation",
    "mae": "masked autoencoding",
    "vit": "supervised",
    "sam": "promptable segmentation",
    "moco": "contrastive",
    "unet": "denoising diffusion",
}
UNET_LAYERS = r"unet\.(down_blocks\.\d+|mid_block|up_blocks\.\d+)"
GRID = 8  # tokens squared, as `cortiscope extract` writes


class DiffusionStep(nn.Module):
    """What a U-Net of diffusers sees of images at one timestep."""

    def __init__(self, vae, unet, timestep, side):
        super().__init__()
        self.vae, self.unet = vae, unet
        # DDPM's schedule of Stable Diffusion, "scaled linear".
        betas = torch.linspace(0.00085 ** 0.5, 0.012 ** 0.5, 1000) ** 2
        signal = torch.cumprod(1 - betas, 0)[timestep]
        self.shrink = float(vae.config.scaling_factor * signal.sqrt())
        latent = side // 2 ** (len(vae.config.block_out_channels) - 1)
        noise = torch.randn(1, unet.config.in_channels, latent, latent, generator=torch.Generator().manual_seed(0))
        self.register_buffer("noise", noise * (1 - signal).sqrt())
        self.register_buffer("timestep", torch.tensor([timestep]))
        self.register_buffer("prompt", torch.zeros(1, 77, unet.config.cross_attention_dim))

    def forward(self, images):
        count = images.shape[0]
        latents = self.vae.encode(images).latent_dist.mode()
        return self.unet(self.shrink * latents + self.noise, self.timestep.expand(count), self.prompt.expand(count, -1, -1)).sample


class Tokens(nn.Module):
    """The local and global tokens of some layers of a network."""

    def __init__(self, network, names, channels_last):
        super().__init__()
        self.network = network
        self.channels_last = channels_last
        self.prefix = getattr(network, "num_prefix_tokens", 0)
        self.has_class = bool(getattr(network, "has_class_token", self.prefix > 0))
        self.found, self.names = [], []
        modules = dict(network.named_modules())
        for name in names:
            modules[name].register_forward_hook(functools.partial(self.keep, name))

    def keep(self, name, module, inputs, output):
        self.names.append(name)
        self.found.append(output[0] if isinstance(output, (tuple, list)) else output)

    def order(self, images):
        """The layers' names in the order in which they run, which is not always that of the modules."""
        with torch.no_grad():
            self(images)
        if len(set(self.names)) < len(self.names):
            raise SystemExit("a layer runs more than once for an image; match others")
        return self.names

    def forward(self, images):
        self.found, self.names = [], []
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
    objective: str

    def __init__(self, traced, side, mean, deviation, names, objective):
        super().__init__()
        self.traced = traced
        self.objective = objective
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


def make_unet(arguments):
    """As make()."""
    from diffusers import AutoencoderKL, UNet2DConditionModel
    from diffusers.models.attention_processor import AttnProcessor
    side = arguments.side or 512
    if arguments.random:
        widths = (32, 64)
        vae = AutoencoderKL(block_out_channels=widths, down_block_types=["DownEncoderBlock2D"] * 2, up_block_types=["UpDecoderBlock2D"] * 2)
        unet = UNet2DConditionModel(block_out_channels=widths, down_block_types=["CrossAttnDownBlock2D", "DownBlock2D"],
                                    up_block_types=["UpBlock2D", "CrossAttnUpBlock2D"], layers_per_block=1, cross_attention_dim=16)
    elif arguments.checkpoint:
        vae = AutoencoderKL.from_pretrained(arguments.checkpoint, subfolder="vae")
        unet = UNet2DConditionModel.from_pretrained(arguments.checkpoint, subfolder="unet")
    else:
        raise SystemExit("unet: name a model of diffusers with --checkpoint, such as stable-diffusion-v1-5/stable-diffusion-v1-5")
    if not 0 <= arguments.timestep < 1000:
        raise SystemExit(f"--timestep: expected 0 to 999, found {arguments.timestep}")
    for part in (vae, unet):
        part.set_attn_processor(AttnProcessor())  # of operations that older versions of torch have, too
    network = DiffusionStep(vae.eval(), unet.eval(), arguments.timestep, side)
    return network, arguments.layers or UNET_LAYERS, False, side, [0.5] * 3, [0.5] * 3


def make(arguments):
    """The network, its layers' pattern, whether these have channels last, and side, mean and std of its images."""
    if arguments.network == "unet":
        return make_unet(arguments)
    import timm
    import timm.data
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
    usual = timm.data.resolve_model_data_config(network)
    return (network, arguments.layers or pattern, arguments.channels_last or channels_last, arguments.side or usual["input_size"][-1],
            [float(x) for x in usual["mean"]], [float(x) for x in usual["std"]])


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


def objective_of(arguments):
    """What the network was trained for; empty where nobody says."""
    if arguments.objective is not None:
        return arguments.objective
    return "untrained" if arguments.random else OBJECTIVES.get(arguments.network, "")


def write_features(arguments, tokens, layers, side, mean, deviation):
    """Features of the images of a folder, as core/io/FORMAT.md lists them."""
    import os
    import h5py
    import numpy
    from PIL import Image
    names = sorted(name for name in os.listdir(arguments.features) if name.lower().endswith((".png", ".jpg", ".jpeg")))
    if not names:
        raise SystemExit(f"{arguments.features}: no PNG or JPEG files in it")
    center, scale = torch.tensor(mean).view(1, 3, 1, 1), torch.tensor(deviation).view(1, 3, 1, 1)
    unfinished = arguments.out + ".unfinished"
    with h5py.File(unfinished, "w") as file:
        file.attrs["format"], file.attrs["version"], file.attrs["network"] = "cortiscope features", 1, arguments.network
        file.attrs["input_side"] = side
        if objective_of(arguments):
            file.attrs["objective"] = objective_of(arguments)
        for kind, numbers in (("mean", mean), ("std", deviation)):
            for color, number in zip(("red", "green", "blue"), numbers):
                file.attrs[f"input_{kind}_{color}"] = number
        file["layers"], file["images"], file["grid"] = layers, names, [GRID, GRID]
        for first in range(0, len(names), 8):
            some = [Image.open(os.path.join(arguments.features, name)).convert("RGB").resize((side, side), Image.BILINEAR)
                    for name in names[first:first + 8]]
            images = torch.from_numpy(numpy.stack([numpy.asarray(image) for image in some])).permute(0, 3, 1, 2) / 255
            with torch.no_grad():
                local, whole = tokens((images - center) / scale)
            local = [nn.functional.interpolate(each, (GRID, GRID), mode="bilinear", align_corners=False) for each in local]
            if first == 0:
                file["channels"] = [each.shape[1] for each in local]
            for kind, arrays in (("local", local), ("global", whole)):
                for layer, array in enumerate(arrays):
                    shape = (len(names),) + tuple(array.shape[1:])
                    rows = file.require_dataset(f"{kind}/{layer}", shape, "f2", chunks=(1,) + shape[1:])
                    if not array.half().isfinite().all():
                        raise SystemExit(f"{layers[layer]}: expected tokens up to 65504, which half precision holds, found larger ones")
                    rows[first:first + len(some)] = array.numpy()
            print(f"\r{first + len(some)} of {len(names)} images", end="", file=sys.stderr)
    os.replace(unfinished, arguments.out)
    print(f"\n{arguments.out}: {len(layers)} layers, {len(names)} images of {side} pixels")


def option(text):
    """NAME=NUMBER for timm."""
    name, value = text.split("=", 1)
    return name, int(value) if value.isdigit() else value


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--network", required=True, help=f"{', '.join(NETWORKS)}, unet, or timm:MODEL")
    parser.add_argument("--out", help="the TorchScript file to write, or with --features the features (.h5)")
    parser.add_argument("--features", metavar="IMAGES", help="write the features of this folder's images instead")
    parser.add_argument("--timestep", type=int, default=100, help="of the diffusion that unet is at, 0 to 999 [100]")
    parser.add_argument("--layers", help="a regular expression for the names of the modules that are layers")
    parser.add_argument("--channels-last", action="store_true", help="layers return (B, H, W, C)")
    parser.add_argument("--checkpoint", help="a file of weights instead of timm's; .pth files are programs: trust it first")
    parser.add_argument("--random", action="store_true", help="random weights, to try it")
    parser.add_argument("--objective", help="what it was trained for, in a few words [known of the networks named above]")
    parser.add_argument("--side", type=int, help="side of the images in pixels [as the network expects]")
    parser.add_argument("--option", type=option, action="append", default=[], help="NAME=VALUE for timm.create_model")
    parser.add_argument("--list", action="store_true", help="print the names of all modules instead")
    arguments = parser.parse_args()
    arguments.option = dict(arguments.option)

    network, pattern, channels_last, side, mean, deviation = make(arguments)
    names = [name for name, _ in network.named_modules() if name]
    if arguments.list:
        print("\n".join(names))
        return
    layers = [name for name in names if pattern and re.fullmatch(pattern, name)]
    if not layers:
        raise SystemExit("no module matches --layers; --list prints their names")
    if not arguments.out:
        raise SystemExit("name the file to write with --out")
    tokens = Tokens(network, layers, channels_last).eval()
    layers = tokens.order(torch.rand(1, 3, side, side))
    if arguments.features:
        write_features(arguments, tokens, layers, side, mean, deviation)
        return
    with torch.no_grad():
        traced = torch.jit.trace(tokens, torch.rand(2, 3, side, side), check_trace=False)
    module = torch.jit.script(Exported(traced, side, mean, deviation, layers, objective_of(arguments)))
    module.eval().save(arguments.out)
    error = check(arguments.out, tokens, side)
    print(f"{arguments.out}: {len(layers)} layers, images of {side} pixels, agrees with the network in Python to {error:.1g}")


if __name__ == "__main__":
    sys.exit(main())
