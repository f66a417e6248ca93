"""Makes one training example from one picture: other framing, light, hair, wall, lens and noise each time."""
import math

import cv2
import numpy as np

from clothes import with_bare_shoulders, with_other_clothes
from hair_texture import hair_colour, hair_patches, smooth_noise, strands, tiled
from labels import HAIR, UNKNOWN, is_bare
from props import with_beard, with_brows, with_calm_stubble, with_cap, with_glasses, with_locks_over_thinning
from skin_looks import with_hard_light, with_other_skin, with_shaved_head, with_shine, with_spots, with_wrinkles


def edges_cut(picture):
    """Whether the picture's left, right and upper edge cut the head, its lower edge the body."""
    body, head = picture['body'] > 128, picture['labels'] > 0
    return [edge.mean() > .04 for edge in (head[:, 0], head[:, -1], head[0], body[-1])]


class Augmenter:
    """Draws examples of `side` px from pictures as render_heads.py and london_masks.py write them."""

    def __init__(self, pictures, panoramas, side, random):
        """pictures: list of dicts; those with `is_photo` also lend their hair and walls to the others."""
        self._side, self._random, self._panoramas = side, random, panoramas
        self._walls = pictures
        self._hair_patches = [patch for picture in pictures if picture['is_photo']
                              for patch in hair_patches(picture)]

    def example(self, picture):
        """(rgb float32 0..1, labels uint8, density float32 0..1 or NaN, place mm float32 or NaN)."""
        random, side = self._random, self._side
        matrix, flipped = self._framing(picture)
        warp = lambda image, how, fill: cv2.warpAffine(image, matrix, (side, side), flags=how,
                                                       borderMode=cv2.BORDER_CONSTANT, borderValue=fill)
        nearest, linear = cv2.INTER_NEAREST, cv2.INTER_LINEAR
        outside = warp(np.ones(picture['labels'].shape, np.uint8), nearest, 0) == 0
        # Where the picture ends its border goes on, as beyond a real photo's frame something does; what that is of a
        # person is left open.
        rgb = cv2.warpAffine(picture['rgb'], matrix, (side, side), flags=linear, borderMode=cv2.BORDER_REPLICATE)
        labels = cv2.warpAffine(picture['labels'], matrix, (side, side), flags=nearest,
                                borderMode=cv2.BORDER_REPLICATE)
        labels[outside & (labels > 0)] = UNKNOWN
        place = warp(picture['place_mm'].astype(np.float32), nearest, (np.nan,) * 3)
        density = warp(picture['density'].astype(np.float32), nearest, np.nan)
        body = cv2.warpAffine(picture['body'], matrix, (side, side), flags=linear, borderMode=cv2.BORDER_REPLICATE)
        place[outside], density[outside] = np.nan, np.nan
        if flipped:
            place[..., 0] *= -1
        rgb = rgb.astype(np.float32) / 255
        # Hair that stands off the head cannot be taken away: the wall behind it is not known.
        clings = np.isfinite(place[labels == HAIR][:, 0]).mean() > .97 if (labels == HAIR).any() else False
        if clings and random.random() < .1:
            rgb, labels, density = with_shaved_head(rgb, labels, density, random)
        elif random.random() < .3:
            rgb = with_calm_stubble(rgb, labels, random)
        if random.random() < .5:
            rgb = self._with_other_hair(rgb, labels)
        if random.random() < .4:
            rgb = with_locks_over_thinning(rgb, labels, density, random)
        # Down in the picture is down to the floor, but for views from above.
        if not picture['from_above'] and random.random() < .35:
            rgb, labels, place, density = self._with_long_hair(rgb, labels, place, density)
            body = np.maximum(body, (labels == HAIR) * np.uint8(255))
        rgb, labels, density = self._with_props(rgb, labels, density, place)
        if random.random() < .75:
            rgb = self._with_other_wall(rgb, labels, body)
        if random.random() < .12:
            rgb, labels = with_bare_shoulders(rgb, labels, body, random)
        elif random.random() < .5:
            rgb = with_other_clothes(rgb, labels, body, self._panoramas, random)
        return self._photographed(rgb), labels, density, place

    def _with_props(self, rgb, labels, density, place):
        random = self._random
        if random.random() < .35:
            rgb = with_other_skin(rgb, labels, random)
        if random.random() < .45:
            rgb = with_wrinkles(rgb, labels, place, random)
        if random.random() < .2:
            rgb = with_spots(rgb, labels, random)
        if random.random() < .3:
            rgb = with_hard_light(rgb, place, random)
        if random.random() < .25:
            rgb = with_shine(rgb, labels, place, random)
        if random.random() < .3:
            field, mean = self._hair_field()
            rgb = with_beard(rgb, labels, place, field * float(mean.mean()), random)
        if random.random() < .3:
            rgb = with_brows(rgb, labels, place, random)
        if random.random() < .2:
            rgb = with_glasses(rgb, labels, place, random)
        if random.random() < .05:
            rgb, labels, density = with_cap(rgb, labels, density, place, random)
        return rgb, labels, density

    def _framing(self, picture):
        """Affine map from the picture to the example, and whether it mirrors."""
        random, size, side = self._random, picture['rgb'].shape[0], self._side
        head = cv2.boundingRect((picture['labels'] > 0).astype(np.uint8))
        centre = np.array([head[0] + head[2] / 2, head[1] + head[3] / 2])
        larger = max(head[2], head[3], 20)
        # From a head in its room to a close-up that shows but a part of it.
        wanted = math.exp(random.uniform(math.log(.4), math.log(1.7))) * side
        # A close picture cannot be moved away from: beyond its frame nothing is known.
        cut = edges_cut(picture)
        least = 1.1 if (cut[0] and cut[1]) or (cut[2] and cut[3]) else .8
        scale = float(np.clip(wanted / larger, least * side / size, 2.5 * side / size))
        turn = math.radians(random.normal(0, 7))
        if picture['from_above'] and random.random() < .5:
            turn = random.uniform(-math.pi, math.pi)
        stretch = math.exp(random.normal(0, .13))
        flipped = random.random() < .5
        linear = scale * np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])
        linear = np.diag([math.sqrt(stretch) * (-1 if flipped else 1), 1 / math.sqrt(stretch)]) @ linear
        beyond = max(0., scale * larger - .9 * side)
        target = side / 2 + random.normal(0, .09, 2) * side + random.uniform(-.4, .4, 2) * beyond
        matrix = np.c_[linear, target - linear @ centre]
        if abs(turn) < .4:
            self._fill_where_cut(matrix, size, cut)
        return matrix.astype(np.float32), flipped

    def _fill_where_cut(self, matrix, size, cut):
        """Moves the picture so that where its frame cuts the person, the example's frame does."""
        side, (left, right, top, bottom) = self._side, cut
        if matrix[0, 0] < 0:
            left, right = right, left
        for axis, (first, last) in enumerate(((left, right), (top, bottom))):
            ends = sorted(matrix[axis, axis] * end + matrix[axis, 1 - axis] * size / 2 + matrix[axis, 2]
                          for end in (0, size))
            if last and ends[1] < side:
                matrix[axis, 2] += side - ends[1]
            elif first and ends[0] > 0:
                matrix[axis, 2] -= ends[0]

    def _hair_field(self):
        """A (side, side, 3) field of hair, its mean lightness 1, and the hair's mean colour."""
        random, side = self._random, self._side
        patch = self._hair_patches[random.integers(len(self._hair_patches))] if self._hair_patches else None
        if patch is None or random.random() < .6:
            mean = hair_colour(random) if patch is None or random.random() < .5 else patch.mean((0, 1)) / 255
            return strands(random, side)[..., None] * (mean / max(float(mean.mean()), .02)), mean
        field = tiled(patch, random, side)
        mean = field.mean((0, 1))
        return field / max(float(mean.mean()), .02), mean

    def _with_other_hair(self, rgb, labels):
        """Hair takes the texture and colour of real hair but keeps its own shading."""
        random = self._random
        field, mean = self._hair_field()
        shade = cv2.GaussianBlur(rgb.mean(-1), (0, 0), random.uniform(2, 6))
        hair = cv2.GaussianBlur((labels == HAIR).astype(np.float32), (0, 0), .8)[..., None]
        if hair.sum() < 50:
            return rgb
        own = float((shade * hair[..., 0]).sum() / hair.sum())
        level = random.uniform(.4, 1.2) * float(mean.mean()) + random.uniform(0, .25) * random.random()
        new = field * (shade / max(own, .02))[..., None] * level
        return rgb * (1 - hair) + np.clip(new, 0, 1) * hair

    def _with_long_hair(self, rgb, labels, place, density):
        """Hair falls over neck and shoulders where the head wears any."""
        random, side = self._random, self._side
        hair = labels == HAIR
        if hair.sum() < .02 * side * side:
            return rgb, labels, place, density
        falls = hair.astype(np.uint8)
        length = int(random.uniform(.1, .9) * side)
        step = max(1, side // 64)
        grown = falls.copy()
        for row in range(step, length, step):
            moved = np.zeros_like(falls)
            moved[row:] = falls[:-row]
            grown |= moved
        # Smooth hair hangs straight, curls and locks stand off.
        off = 2 * int(random.uniform(2, 13) * random.uniform(.3, 1)) + 1
        grown = cv2.morphologyEx(cv2.dilate(grown, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (off, off))),
                                 cv2.MORPH_CLOSE, np.ones((9, 9)))
        wobble = smooth_noise(random, side, 12)
        face = np.isfinite(place[..., 1]) & (place[..., 1] < -20) & (labels == 1)
        face = cv2.dilate(face.astype(np.uint8), np.ones((3, 3))) > 0
        mask = ((grown > 0) & ~face & (wobble > random.uniform(-1.2, -.5))) | hair
        field, mean = self._hair_field()
        lower = np.clip(rgb.mean(-1), .05, 1)
        shade = cv2.GaussianBlur(lower, (0, 0), side / 12)
        new = np.clip(field * float(mean.mean()) * (.6 + .8 * shade[..., None]), 0, 1)
        soft = cv2.GaussianBlur(mask.astype(np.float32), (0, 0), 1.)[..., None]
        labels, place, density = labels.copy(), place.copy(), density.copy()
        added = mask & ~hair
        labels[mask] = HAIR
        density[added] = np.nan
        return rgb * (1 - soft) + new * soft, labels, place, density

    def _wall(self, own_hair, own_skin):
        """A picture of some wall; own_hair and own_skin are the mean colours of what is before it."""
        random, side = self._random, self._side
        kind = random.random()
        if kind < .08:
            # Furniture, fur and foliage look like hair.
            field, mean = self._hair_field()
            return np.clip(cv2.GaussianBlur(field, (0, 0), random.uniform(.3, 2)) * float(mean.mean()), 0, 1)
        if kind < .27:
            # Wood, plaster and curtains often have the colour of hair or of skin.
            own = own_hair if kind < .14 else own_skin * random.uniform(.7, 1.15)
            plain = np.clip(own + random.normal(0, .04, 3), 0, 1) * np.ones((side, side, 1))
            return (plain + .06 * smooth_noise(random, side, int(random.integers(2, 40)))[..., None]).astype(np.float32)
        if kind < .6:
            return self._panoramas.view(random, side)
        if kind < .71:
            other = self._walls[random.integers(len(self._walls))]['rgb']
            size = other.shape[0]
            y, x = random.integers(size // 2, size=2)
            crop = other[y:y + size // 2, x:x + size // 2][::random.choice([-1, 1])]
            wall = cv2.resize(crop, (side, side)).astype(np.float32) / 255
            return cv2.GaussianBlur(wall, (0, 0), random.uniform(.5, 6))
        wall = np.ones((side, side, 3), np.float32) * np.clip(
            random.uniform(0, 1) + random.normal(0, .12, 3), 0, 1).astype(np.float32)
        for _ in range(random.integers(0, 4)):
            wall += smooth_noise(random, side, int(random.integers(2, 40)))[..., None] * np.float32(
                random.normal(0, .10, 3))
        for _ in range(random.integers(0, 7) if kind > .8 else 0):
            colour = [float(v) for v in np.clip(random.uniform(0, 1) + random.normal(0, .15, 3), 0, 1)]
            corners = random.integers(-20, side + 20, (int(random.integers(3, 6)), 2)).astype(np.int32)
            cv2.fillPoly(wall, [cv2.convexHull(corners)], colour)
        return np.clip(cv2.GaussianBlur(wall, (0, 0), random.uniform(.4, 4)), 0, 1)

    def _with_other_wall(self, rgb, labels, body):
        share = cv2.GaussianBlur(body.astype(np.float32) / 255, (0, 0), .7)[..., None]
        mean_of = lambda mask: rgb[mask].mean(0) if mask.any() else self._random.uniform(0, 1, 3)
        own_hair, own_skin = mean_of(labels == HAIR), mean_of(is_bare(labels))
        return rgb * share + self._wall(own_hair, own_skin) * (1 - share)

    def _photographed(self, rgb):
        """Light, white balance, blur, noise and compression of some camera."""
        random, side = self._random, self._side
        linear = np.clip(rgb, 1e-4, 1) ** 2.2
        light = 1 + random.uniform(0, .45) * smooth_noise(random, side, int(random.integers(2, 4)))
        linear = linear * np.clip(light, .25, 2)[..., None] * math.exp(random.normal(0, .35))
        linear = linear * np.exp(random.normal(0, .13, 3)).astype(np.float32)
        rgb = np.clip(linear, 0, 1.4) ** (1 / random.uniform(1.9, 2.6))
        grey = rgb.mean(-1, keepdims=True)
        rgb = grey + (rgb - grey) * (0 if random.random() < .02 else random.uniform(.6, 1.4))
        rgb = (rgb - .5) * random.uniform(.8, 1.25) + .5 + random.normal(0, .04)
        if random.random() < .5:
            rgb = cv2.GaussianBlur(rgb.astype(np.float32), (0, 0), random.uniform(.3, 1.6))
        rgb = rgb + random.standard_normal(rgb.shape, np.float32) * np.float32(random.uniform(0, .03))
        rgb = np.clip(rgb, 0, 1).astype(np.float32)
        if random.random() < .3:
            quality = int(random.integers(25, 90))
            code = cv2.imencode('.jpg', (rgb * 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
            rgb = cv2.imdecode(code, cv2.IMREAD_COLOR).astype(np.float32) / 255
        return rgb
