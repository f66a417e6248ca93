#version 330 core
// One direction of a separable Gaussian; outside counts as zero. The second pass also divides pigment by skin.
uniform sampler2D source;  // pigment and skin
uniform float sigma_px;
uniform int downwards;
out vec2 result;

void main() {
    ivec2 here = ivec2(gl_FragCoord.xy), size = textureSize(source, 0);
    ivec2 direction = downwards == 1 ? ivec2(0, 1) : ivec2(1, 0);
    int radius = max(1, int(ceil(3.0 * sigma_px)));
    float whole = 0.0;
    vec2 sum = vec2(0.0);
    for (int i = -radius; i <= radius; ++i) {
        float share = exp(-float(i * i) / (2.0 * sigma_px * sigma_px));
        whole += share;
        ivec2 from = here + direction * i;
        if (all(greaterThanEqual(from, ivec2(0))) && all(lessThan(from, size)))
            sum += share * texelFetch(source, from, 0).rg;
    }
    sum /= whole;
    // Below a third of skin the estimate would be a guess from far pixels.
    result = downwards == 1 ? vec2(sum.r / max(sum.g, 1.0 / 3.0), 0.0) : sum;
}
