"""Where a head has its parts on the synthetic heads, and soft masks."""
import cv2
import numpy as np

# mm in head axes (samples/generate/facial_hair.py has the same face).
EYE_X_MM, EYE_Z_MM, FACE_Y_MM = 32., -42., -40.
BROW_Z_MM, MOUTH_Z_MM, CHIN_Z_MM = -21., -103., -150.
NAPE_Z_MM = -90.


def soft(mask, sigma_px=.8):
    return cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma_px)[..., None]


def facing(place):
    """Where a head is seen from its face's side: (S, S) bool."""
    return np.isfinite(place[..., 1]) & (place[..., 1] < FACE_Y_MM)
