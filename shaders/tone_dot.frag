#version 330 core
flat in vec3 dot_centre;
out vec2 pigment_and_skin;

void main() {
    vec2 share = max(1.0 - abs(gl_FragCoord.xy - dot_centre.xy), 0.0);
    pigment_and_skin = vec2(dot_centre.z * share.x * share.y, 0.0);
}
