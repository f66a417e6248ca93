// How well the reading must do. Measured with `stubble bench analyse` and with the shares of `masks` that the
// tests read; each floor lies about two points (0.02, 2 degrees) on the easy side of the worst of these.
// Whoever changes the reading runs that again and moves them.
#pragma once

namespace stubble::test {

struct Floor {
    const char* name;  // as bench::reading_accuracy calls it
    double worst;      // allowed
    bool large_is_good = true;
};

inline constexpr Floor sample_floors[] = {
    {"samples: regions, mean of 5", 0.84},
    {"samples: view named right", 1.0},
    {"samples: direction of view, median", 5.0, false},
    {"samples: scale error, median", 0.04, false},
    {"samples: strokes to 95 % of head, median", 7, false},
    {"samples: strokes to 0.95 IoU, median", 11, false},
};

inline constexpr Floor photo_floors[] = {
    {"synth: regions, mean of 5", 0.83},
    {"synth: view named right", 0.9},
    {"synth: direction of view, median", 5.0, false},
    {"synth: scale error, median", 0.048, false},
    {"synth: scale error with a known length", 0.028, false},
    {"synth: hair density error, median", 0.11, false},
    {"synth: strokes to 95 % of head, median", 11, false},
    {"synth: strokes to 0.95 IoU, median", 11, false},
    {"synth: scalp normals, median", 8.2, false},
    {"masks: hair, mean", 0.765},
    {"masks: hair of fasseg_*, mean", 0.87},
    {"masks: false hair on bald heads", 0.06, false},
    {"masks: the same, of the frame", 0.04, false},
    {"masks: strokes to 0.95 hair IoU, median", 11, false},
    {"bald: labelled points, balanced", 0.815},
};

}  // namespace stubble::test
