// How well a drawn treatment must blend in, measured on every fourth photo by the test that reads them; each
// floor lies a little on the easy side. Whoever changes the picture measures again and moves them.
#pragma once

namespace stubble::test {

inline constexpr double least_share_of_falls = 0.78;      // L* falls by 8 to 18
inline constexpr double least_share_near_own_hair = 0.2;  // within 4 dE00 of own hair; two photos of seven
inline constexpr double least_share_of_noise = 0.8;       // noise inside over outside 0.9 to 1.1
// Likewise: one photo of seven, for strands are sharper than dots.
inline constexpr double least_share_of_blur = 0.1;
// Over all photos it is 0.85. Of a quarter of them some real patches are blurred shaved hair, which sharp
// dots on other heads are easily told from, and with so few it moves by 0.01 from look to look while that
// over all stays.
inline constexpr double most_auc = 0.92;
inline constexpr double most_off_close_up = 0.2;     // spacing and depth of dots, share of the real ones
inline constexpr double most_off_real_ratio = 0.10;  // treated over untreated light, worst channel

}  // namespace stubble::test
