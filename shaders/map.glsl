// core::ScaledField::at: a coarse map read between its points; 0 from an empty one.
float at(sampler2D map, float scale, vec2 photo_position) {
    if (scale == 0.0) return 0.0;
    ivec2 last = textureSize(map, 0) - 1;
    vec2 p = clamp(photo_position * scale - 0.5, vec2(0.0), vec2(last));
    ivec2 i = ivec2(p), j = min(i + 1, last);
    vec2 f = p - vec2(i);
    float near = mix(texelFetch(map, i, 0).r, texelFetch(map, ivec2(i.x, j.y), 0).r, f.y);
    float far = mix(texelFetch(map, ivec2(j.x, i.y), 0).r, texelFetch(map, j, 0).r, f.y);
    return mix(near, far, f.x);
}
