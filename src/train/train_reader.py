"""Trains the net that tells scalp, hair and pose in a small picture, and writes it as ONNX.

    python3 train_reader.py --heads HEADS_FOLDER --london LONDON_FOLDER --out reader.onnx [--minutes 45]

HEADS_FOLDER is what render_heads.py wrote, LONDON_FOLDER what london_masks.py wrote. Every tenth person is kept
apart to measure on. The net reads (1, 3, 192, 192), sRGB 0..1, the photo's longer side fitted and its border going on,
and answers (1, 9, 96, 96): five region scores (log of odds; background, skin, hair, bald, thinning), the head point
seen there in head axes divided by 100 mm (three), and the score of the hair's density (log of odds of its share).
"""
import argparse
import copy
import glob
import inspect
import math
import os
import time

import cv2
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from augment import Augmenter
from labels import REGIONS, UNKNOWN
from visible_hair import mark_unseen_hair
from walls import Panoramas

SIDE, OUT_SIDE = 192, 96
MM = 100.
CLASS_WEIGHTS = [.7, .9, 1., 1.3, 1.6]
# Multiples of 16 run twice as fast on common processors.
WIDTHS = [16, 32, 48, 80, 128]


def block(inputs, outputs, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU())


class Reader(nn.Module):
    """A U-shaped net: context from 6 x 6 cells, detail from 96 x 96."""

    def __init__(self):
        super().__init__()
        first = WIDTHS[0]
        self.stem = nn.Sequential(block(3, first, 2), block(first, first))
        self.down = nn.ModuleList([nn.Sequential(block(a, b, 2), block(b, b))
                                   for a, b in zip(WIDTHS, WIDTHS[1:])])
        self.deep = nn.Sequential(block(WIDTHS[-1], WIDTHS[-1]), block(WIDTHS[-1], WIDTHS[-1]))
        self.up = nn.ModuleList([block(a + b, b) for a, b in zip(WIDTHS[:0:-1], WIDTHS[-2::-1])])
        self.head = nn.Conv2d(first, REGIONS + 4, 1)

    def forward(self, picture):
        levels = [self.stem(picture - .5)]
        for down in self.down:
            levels.append(down(levels[-1]))
        x = self.deep(levels.pop())
        for up in self.up:
            x = up(torch.cat([F.interpolate(x, scale_factor=2., mode='nearest'), levels.pop()], 1))
        return self.head(x)


def load(folder, is_photo):
    pictures = []
    for path in sorted(glob.glob(os.path.join(folder, '*_*.npz'))):
        with np.load(path) as file:
            picture = {key: file[key] for key in file.files}
        picture['person'] = int(os.path.basename(path).split('_')[0])
        picture['is_photo'] = is_photo
        picture.setdefault('density', np.full(picture['labels'].shape, np.nan, np.float32))
        if not is_photo:
            picture['density'] = picture['density'].astype(np.float16) / 255
        picture['from_above'] = not is_photo and picture['pose'].reshape(3, 3)[2, 2] < -.7
        pictures.append(picture)
    return pictures


def batch_of(augmenter, pictures):
    """Tensors of one batch; maps are taken at the net's output size."""
    examples = [augmenter.example(picture) for picture in pictures]
    # Whole codes, as in every photo, and a quarter of the way between processes.
    rgb = np.stack([np.clip(e[0] * 255 + .5, 0, 255).astype(np.uint8) for e in examples])
    small = slice(0, None, SIDE // OUT_SIDE)
    labels, density, place = (np.stack([e[k][small, small] for e in examples]) for k in (1, 2, 3))
    return (torch.from_numpy(rgb.transpose(0, 3, 1, 2).copy()), torch.from_numpy(labels.copy()),
            torch.from_numpy(density.astype(np.float16)),
            torch.from_numpy((place / MM).astype(np.float16).transpose(0, 3, 1, 2).copy()))


def losses(answer, labels, density, place):
    """Three losses, each about one at the start."""
    weights = torch.tensor(CLASS_WEIGHTS, device=answer.device)
    region = F.cross_entropy(answer[:, :REGIONS], labels, weight=weights, ignore_index=UNKNOWN)
    known = torch.isfinite(place).all(1, keepdim=True)
    off = F.smooth_l1_loss(answer[:, REGIONS:REGIONS + 3], torch.nan_to_num(place), beta=.1, reduction='none')
    where = (off * known).sum() / (3 * known.sum() + 1)
    on_scalp = torch.isfinite(density) & (labels >= 2) & (labels != UNKNOWN)
    dense = F.binary_cross_entropy_with_logits(answer[:, -1], torch.nan_to_num(density).clamp(0, 1),
                                               reduction='none')
    return torch.stack([region, 2. * where, .3 * (dense * on_scalp).sum() / (on_scalp.sum() + 1)])


def learn(model, optimiser, tensors, device):
    """One step; the three losses."""
    rgb, labels, density, place = (tensor.to(device, non_blocking=True) for tensor in tensors)
    # Half the time on processors that know the short format, and as exact as noise in the labels allows.
    with torch.autocast(device.type, dtype=torch.bfloat16):
        answer = model((rgb.float() / 255).to(memory_format=torch.channels_last))
    parts = losses(answer.float(), labels.long(), density.float(), place.float())
    optimiser.zero_grad()
    parts.sum().backward()
    nn.utils.clip_grad_norm_(model.parameters(), 2.)
    optimiser.step()
    return parts.detach()


def train(model, pictures, kept, arguments, device):
    optimiser = torch.optim.AdamW(model.parameters(), lr=arguments.rate, weight_decay=1e-4)
    average = Average(model)
    loader = torch.utils.data.DataLoader(Batches(pictures, arguments), batch_size=None, num_workers=arguments.workers,
                                         prefetch_factor=4, pin_memory=device.type == 'cuda')
    start, sums = time.time(), torch.zeros(3, device=device)
    for step, tensors in enumerate(loader, 1):
        spent = (time.time() - start) / (60 * arguments.minutes)
        if spent >= 1:
            break
        for group in optimiser.param_groups:
            group['lr'] = arguments.rate * min(1., step / 100) * (.5 + .5 * math.cos(math.pi * spent)) + 1e-5
        sums += learn(model, optimiser, tensors, device)
        average.take(model)
        if step % 200 == 0:
            print('step %d, %.1f min: region %.3f place %.3f density %.3f'
                  % ((step, spent * arguments.minutes) + tuple((sums / 200).tolist())), flush=True)
            sums.zero_()
        if step % 1000 == 0:
            torch.save(average.model.state_dict(), arguments.out + '.pt')
            measure(average.model, kept, device)
    return average.model


class Average:
    """Weights averaged over the last thousand steps or so: calmer than the last step's."""

    KEPT = .999

    def __init__(self, model):
        self.model = copy.deepcopy(model)
        self._steps = 0

    def take(self, model):
        self._steps += 1
        kept = min(self.KEPT, self._steps / (self._steps + 10))
        with torch.no_grad():
            for mean, value in zip(self.model.state_dict().values(), model.state_dict().values()):
                if mean.is_floating_point():
                    mean.mul_(kept).add_(value, alpha=1 - kept)
                else:
                    mean.copy_(value)


class Batches(torch.utils.data.IterableDataset):
    """Endless batches; a quarter of each are photos."""

    def __init__(self, pictures, arguments):
        self._pictures, self._size, self._panoramas = pictures, arguments.batch, Panoramas(arguments.panoramas)

    def __iter__(self):
        worker = torch.utils.data.get_worker_info()
        random = np.random.default_rng([2, worker.id if worker else 0])
        augmenter = Augmenter(self._pictures, self._panoramas, SIDE, random)
        heads = [p for p in self._pictures if not p['is_photo']]
        photos = [p for p in self._pictures if p['is_photo']]
        photo_count = self._size // 4 if photos else 0
        while True:
            chosen = [heads[i] for i in random.integers(len(heads), size=self._size - photo_count)]
            if photo_count:
                chosen += [photos[i] for i in random.integers(len(photos), size=photo_count)]
            yield batch_of(augmenter, chosen)


def save(model, path):
    """Writes the weights beside the net, from which a later run may go on."""
    model = copy.deepcopy(model).cpu().float().eval()
    torch.save(model.state_dict(), path + '.pt')
    # Later releases of torch have a second exporter, which writes what older readers of ONNX do not know.
    plain = {'dynamo': False} if 'dynamo' in inspect.signature(torch.onnx.export).parameters else {}
    torch.onnx.export(model, torch.zeros(1, 3, SIDE, SIDE), path, opset_version=11,
                      input_names=['picture'], output_names=['reading'], **plain)


def measure(model, kept, device):
    """Prints mean intersection over union and the median angle of the fitted view on people not trained on."""
    model.eval()
    meet, join, angles, place_mm, density_off = np.zeros(REGIONS), np.zeros(REGIONS), [], [], []
    for picture in kept:
        rgb = cv2.resize(picture['rgb'], (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
        with torch.no_grad():
            answer = model(torch.from_numpy(rgb.transpose(2, 0, 1)[None].copy()).to(device))[0].cpu().numpy()
        sized = lambda image: cv2.resize(image, (OUT_SIDE, OUT_SIDE), interpolation=cv2.INTER_NEAREST)
        labels, place = sized(picture['labels']), sized(picture['place_mm'].astype(np.float32))
        found, known = answer[:REGIONS].argmax(0), labels != UNKNOWN
        for region in range(REGIONS):
            a, b = (found == region) & known, (labels == region) & known
            meet[region] += (a & b).sum()
            join[region] += (a | b).sum()
        if picture['is_photo']:
            continue
        head = np.isfinite(place[..., 0])
        if head.sum() < 100:
            continue
        off = answer[REGIONS:REGIONS + 3].transpose(1, 2, 0)[head] * MM - place[head]
        place_mm.append(np.median(np.linalg.norm(off, axis=1)))
        angles.append(view_error_deg(answer, picture))
        density, scalp = sized(picture['density'].astype(np.float32)), (labels >= 2) & known
        density_off.append(np.abs(1 / (1 + np.exp(-answer[-1][scalp])) - density[scalp]).mean() if scalp.any() else 0)
    if not angles:
        print('  kept: no heads to measure on')
        return
    print('  kept: IoU %s mean %.3f; place %.1f mm; view median %.1f, 90 %% %.1f degrees; density off %.3f'
          % (np.round(meet / np.maximum(join, 1), 3), (meet / np.maximum(join, 1)).mean(), np.median(place_mm),
             np.median(angles), np.percentile(angles, 90), np.mean(density_off)), flush=True)
    model.train()


def view_error_deg(answer, picture):
    """Angle between the true and the found direction of view, by a scaled-orthographic fit to the head points."""
    head = answer[:REGIONS].argmax(0) > 0
    if head.sum() < 50:
        return 180.
    places = answer[REGIONS:REGIONS + 3].transpose(1, 2, 0)[head] * MM
    y, x = np.nonzero(head)
    design = np.c_[places, np.ones(len(places))]
    rows = np.linalg.lstsq(design, np.c_[x, y].astype(float), rcond=None)[0][:3].T
    forward = np.cross(rows[0], rows[1])
    truth = picture['pose'].reshape(3, 3)[2]
    cosine = forward @ truth / (np.linalg.norm(forward) * np.linalg.norm(truth) + 1e-9)
    return math.degrees(math.acos(np.clip(cosine, -1, 1)))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--heads', required=True)
    parser.add_argument('--london', required=True)
    parser.add_argument('--panoramas', default='/usr/share/blender/datafiles/studiolights/world',
                        help='folder of panoramas (*.exr) to stand behind the heads')
    parser.add_argument('--out', required=True)
    parser.add_argument('--minutes', type=float, default=45.)
    parser.add_argument('--batch', type=int, default=32)
    parser.add_argument('--rate', type=float, default=3e-3)
    parser.add_argument('--workers', type=int, default=max(1, os.cpu_count() - 1),
                        help='processes that prepare pictures')
    parser.add_argument('--start', default='', help='weights (.pt) to go on from')
    arguments = parser.parse_args()
    torch.manual_seed(1)
    device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
    # One thread learns while the other processes prepare the next pictures.
    torch.set_num_threads(1)
    # Before the processes part: one that takes over OpenCV's threads from its parent may wait for them forever.
    cv2.setNumThreads(1)
    pictures = load(arguments.heads, False) + load(arguments.london, True)
    kept = [p for p in pictures if p['person'] % 10 == 0]
    used = [p for p in pictures if p['person'] % 10 != 0]
    for person in {p['person'] for p in used if not p['is_photo']}:
        mark_unseen_hair([p for p in used if p['person'] == person and not p['is_photo']])
    print('%d pictures to train on, %d to measure on' % (len(used), len(kept)), flush=True)
    model = Reader().to(device, memory_format=torch.channels_last)
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start, map_location=device))
    model = train(model, used, kept, arguments, device)
    save(model, arguments.out)
    measure(model, kept, device)


if __name__ == '__main__':
    main()
