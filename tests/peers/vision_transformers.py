"""The files of tests/golden/vit: tiny vision transformers of random weights under the names of several packages, and the
tokens that the packages' own classes give: python3 tests/peers/vision_transformers.py tests/golden/vit

timm 1.0.9, open_clip_torch 2.24.0 and transformers 4.40.2 with torch 1.13 made them. DINOv2's own code is in no package:
its blocks are those of timm with LayerScale, and its positions and gated perceptrons are written out here from its
public source. MAE's and MoCo v3's encoders are timm's class; only the names around them differ.

Each NAME.safetensors has a NAME.tokens.safetensors with stream.<l>.local (B, C, H, W) and stream.<l>.global (B, C) of two
images of 32 x 32 pixels, and, as wide.<l>..., of one of 48 x 48 where the package can resize positions."""
import sys

import open_clip.transformer
import timm.models.vision_transformer as timm_vit
import torch
import transformers
from open_clip.model import resize_pos_embed
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional

BLOCKS, WIDTH, HEADS, PATCH, SIDE, WIDE = 3, 16, 2, 8, 32, 48
IMAGENET = ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
CLIP = ([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711])
HALF = ([0.5] * 3, [0.5] * 3)
folder = sys.argv[1]


def images(count, side, colors):
    """The pixels that tests/core/torch/vision_transformer_test.cpp makes, as the network reads them."""
    n, c, y, x = torch.meshgrid(*[torch.arange(k) for k in (count, 3, side, side)], indexing="ij")
    pixels = (37 * x + 61 * y + x * y + 101 * c + 17 * n) % 256
    mean, deviation = [torch.tensor(v).view(1, 3, 1, 1) for v in colors]
    return (pixels / 255 - mean) / deviation


def randomize(model, kind, seed):
    """Random weights that `kind` of number holds exactly; norms around 1."""
    random = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weights in model.named_parameters():
            is_gain = "norm" in name and name.endswith("weight") or ".ln_" in name and name.endswith("weight")
            values = 0.25 * torch.randn(weights.shape, generator=random) + (1 if is_gain else 0)
            weights.copy_(values.to(kind).float())
    return model.eval()


def tokens(stream, side, prefix, has_class):
    """Local and global tokens of a residual stream (B, T, C), or (T, B, C) of two images."""
    patches = stream[:, prefix:]
    rows = side // PATCH
    local = patches.transpose(1, 2).reshape(len(stream), -1, rows, rows)
    return local, stream[:, 0] if has_class else patches.mean(1)


def streams_of(model, blocks, pixels, **arguments):
    """What each block returns."""
    found = []
    hooks = [b.register_forward_hook(lambda m, i, o: found.append(o[0] if isinstance(o, tuple) else o)) for b in blocks]
    with torch.no_grad():
        model(pixels, **arguments)
    for hook in hooks:
        hook.remove()
    return found


def save(name, state, kind, found, metadata=None):
    """found: {"stream": (side, prefix, has_class, [(B, T, C) a block]), "wide": ...}"""
    weights = {key: value.detach().to(kind).contiguous() for key, value in state.items() if value.is_floating_point()}
    save_file(weights, f"{folder}/{name}.safetensors", metadata)
    expected = {}
    for what, (side, prefix, has_class, streams) in found.items():
        for l, stream in enumerate(streams):
            local, whole = tokens(stream, side, prefix, has_class)
            expected[f"{what}.{l}.local"], expected[f"{what}.{l}.global"] = local.contiguous(), whole.contiguous()
    save_file(expected, f"{folder}/{name}.tokens.safetensors")


def timm_model(seed, kind, **options):
    options = {"mlp_ratio": 2, "num_classes": 3, "dynamic_img_size": True, **options}
    return randomize(timm_vit.VisionTransformer(img_size=SIDE, patch_size=PATCH, embed_dim=WIDTH, depth=BLOCKS,
                                                num_heads=HEADS, **options), kind, seed)


def timm_tokens(model, colors, wide=True):
    prefix, has_class = model.num_prefix_tokens, model.has_class_token
    found = {"stream": (SIDE, prefix, has_class, streams_of(model, model.blocks, images(2, SIDE, colors)))}
    if wide:
        found["wide"] = WIDE, prefix, has_class, streams_of(model, model.blocks, images(1, WIDE, colors))
    return found


def timm_files():
    model = timm_model(1, torch.float32)
    save("timm", model.state_dict(), torch.float32, timm_tokens(model, HALF))
    model = timm_model(2, torch.float16, init_values=1, reg_tokens=4, no_embed_class=True)
    save("timm_registers", model.state_dict(), torch.float16, timm_tokens(model, IMAGENET))
    model = timm_model(3, torch.float16, pre_norm=True, norm_layer=nn.LayerNorm)
    save("timm_clip", model.state_dict(), torch.float16, timm_tokens(model, CLIP))
    model = timm_model(4, torch.float16, class_token=False, global_pool="avg", qkv_bias=False)
    save("timm_no_class", model.state_dict(), torch.float16, timm_tokens(model, HALF))


def checkpoint_files():
    """MAE and MoCo v3: timm's class inside, other things around it."""
    model = timm_model(5, torch.float16)
    around = {"mask_token": torch.zeros(1, 1, 8), "decoder_embed.weight": torch.zeros(8, WIDTH),
              "decoder_blocks.0.norm1.weight": torch.zeros(8)}
    save("mae", {**model.state_dict(), **around}, torch.float16, timm_tokens(model, IMAGENET, wide=False))
    model = timm_model(6, torch.float16)
    other = timm_model(7, torch.float16)
    state = {"module.base_encoder." + k: v for k, v in model.state_dict().items()}
    state.update({"module.momentum_encoder." + k: v for k, v in other.state_dict().items()})
    save("moco", state, torch.float16, timm_tokens(model, IMAGENET))


class Dinov2(nn.Module):
    """dinov2/models/vision_transformer.py of facebookresearch/dinov2: prepare_tokens_with_masks and interpolate_pos_encoding,
    with SwiGLUFFN of layers/swiglu_ffn.py."""

    def __init__(self, registers, is_gated):
        super().__init__()
        inner = timm_vit.VisionTransformer(img_size=SIDE, patch_size=PATCH, embed_dim=WIDTH, depth=BLOCKS, num_heads=HEADS,
                                           mlp_ratio=2, init_values=1)
        self.cls_token, self.pos_embed, self.mask_token = inner.cls_token, inner.pos_embed, nn.Parameter(torch.zeros(1, WIDTH))
        self.register_tokens = nn.Parameter(torch.zeros(1, registers, WIDTH)) if registers else None
        self.patch_embed, self.blocks = inner.patch_embed, inner.blocks
        self.patch_embed.strict_img_size = False
        if is_gated:
            for block in self.blocks:
                block.mlp = Gated()

    def forward(self, x):
        rows = x.shape[-1] // PATCH
        x = self.patch_embed(x)
        x = torch.cat([self.cls_token.expand(len(x), -1, -1), x], 1) + self.positions(rows)
        if self.register_tokens is not None:
            x = torch.cat([x[:, :1], self.register_tokens.expand(len(x), -1, -1), x[:, 1:]], 1)
        for block in self.blocks:
            x = block(x)
        return x

    def positions(self, rows):
        old = SIDE // PATCH
        if rows == old:
            return self.pos_embed
        grid = self.pos_embed[:, 1:].reshape(1, old, old, WIDTH).permute(0, 3, 1, 2)
        # hubconf.py: without registers offset 0.1 and no antialiasing, with registers offset 0 and antialiasing.
        if self.register_tokens is None:
            scale = (rows + 0.1) / old
            grid = functional.interpolate(grid, scale_factor=(scale, scale), mode="bicubic")
        else:
            grid = functional.interpolate(grid, size=(rows, rows), mode="bicubic", antialias=True)
        return torch.cat([self.pos_embed[:, :1], grid.permute(0, 2, 3, 1).reshape(1, -1, WIDTH)], 1)


class Gated(nn.Module):
    def __init__(self):
        super().__init__()
        self.w12, self.w3 = nn.Linear(WIDTH, 2 * 24), nn.Linear(24, WIDTH)

    def forward(self, x):
        gate, value = self.w12(x).chunk(2, dim=-1)
        return self.w3(functional.silu(gate) * value)


def dinov2_files():
    for name, registers, is_gated, seed in (("dinov2", 0, False, 8), ("dinov2_registers", 4, True, 9)):
        model = randomize(Dinov2(registers, is_gated), torch.float16, seed)
        prefix = 1 + registers
        save(name, model.state_dict(), torch.float16, {
            "stream": (SIDE, prefix, True, streams_of(model, model.blocks, images(2, SIDE, IMAGENET))),
            "wide": (WIDE, prefix, True, streams_of(model, model.blocks, images(1, WIDE, IMAGENET)))})


def open_clip_file():
    def made(side):
        return open_clip.transformer.VisionTransformer(
            image_size=side, patch_size=PATCH, width=WIDTH, layers=BLOCKS, heads=HEADS, mlp_ratio=2, output_dim=8,
            act_layer=open_clip.transformer.QuickGELU)

    class Whole(nn.Module):
        def __init__(self, side):
            super().__init__()
            self.visual = made(side)

    model, wide = randomize(Whole(SIDE), torch.float16, 10), Whole(WIDE).eval()
    state = model.state_dict()
    resized = dict(state)
    resize_pos_embed(resized, wide)
    wide.load_state_dict(resized)

    def streams(whole, pixels):  # its blocks take (T, B, C)
        return [s.permute(1, 0, 2) for s in streams_of(whole.visual, whole.visual.transformer.resblocks, pixels)]

    save("open_clip", {**state, "logit_scale": torch.ones(())}, torch.float16, {
        "stream": (SIDE, 1, True, streams(model, images(2, SIDE, CLIP))),
        "wide": (WIDE, 1, True, streams(wide, images(1, WIDE, CLIP)))})


def hugging_face_files():
    sizes = {"hidden_size": WIDTH, "num_hidden_layers": BLOCKS, "num_attention_heads": HEADS, "intermediate_size": 2 * WIDTH,
             "image_size": SIDE, "patch_size": PATCH}

    model = randomize(transformers.ViTForImageClassification(transformers.ViTConfig(**sizes, num_labels=3)), torch.bfloat16, 11)
    save("hf_vit", model.state_dict(), torch.bfloat16, {
        "stream": (SIDE, 1, True, streams_of(model.vit, model.vit.encoder.layer, images(2, SIDE, HALF))),
        "wide": (WIDE, 1, True, streams_of(model.vit, model.vit.encoder.layer, images(1, WIDE, HALF),
                                           interpolate_pos_encoding=True))})

    sizes_of_dinov2 = {**sizes, "mlp_ratio": 2}
    del sizes_of_dinov2["intermediate_size"]
    model = randomize(transformers.Dinov2Model(transformers.Dinov2Config(**sizes_of_dinov2)), torch.float16, 12)
    save("hf_dinov2", model.state_dict(), torch.float16, {
        "stream": (SIDE, 1, True, streams_of(model, model.encoder.layer, images(2, SIDE, IMAGENET))),
        "wide": (WIDE, 1, True, streams_of(model, model.encoder.layer, images(1, WIDE, IMAGENET)))})

    config = transformers.CLIPVisionConfig(**sizes, projection_dim=8)
    model = randomize(transformers.CLIPVisionModel(config), torch.float16, 13)
    save("hf_clip", model.state_dict(), torch.float16, {
        "stream": (SIDE, 1, True, streams_of(model, model.vision_model.encoder.layers, images(2, SIDE, CLIP)))})

    config = transformers.ViTMAEConfig(**sizes, mask_ratio=0, decoder_hidden_size=8, decoder_num_hidden_layers=1,
                                       decoder_num_attention_heads=2, decoder_intermediate_size=8)
    model = randomize(transformers.ViTMAEForPreTraining(config), torch.float16, 14)
    order = torch.arange((SIDE // PATCH) ** 2).float().expand(2, -1)  # it shuffles patches by this noise
    save("hf_mae", model.state_dict(), torch.float16, {
        "stream": (SIDE, 1, True, streams_of(model.vit, model.vit.encoder.layer, images(2, SIDE, IMAGENET), noise=order))})


timm_files()
checkpoint_files()
dinov2_files()
open_clip_file()
hugging_face_files()
