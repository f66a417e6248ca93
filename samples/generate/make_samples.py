"""Renders the sample photos and puts them, with their truth, into the folder above.

    python3 make_samples.py [NAME ...]

Without names it makes all samples. Each becomes NAME.jpg, NAME_regions.png and
NAME_truth.json. Needs Blender; takes about three minutes per sample on two cores.
"""
import json
import os
import subprocess
import sys
import tempfile

from PIL import Image

HERE = os.path.dirname(os.path.abspath(__file__))
SAMPLES = os.path.dirname(HERE)
COMMON = '--res 1400 --smp 0'
RECIPES = {
    'crown_VI_tone2': '--spp 6 --view top --pat VI --tone 2 --light window --seed 251 --zoom 1.35',
    'front_III_tone3': '--spp 6 --view front --pat III --tone 3 --hair short --len 12 --light ceiling'
                       ' --seed 211 --zoom 1.35',
    'front_VI_tone6': '--spp 10 --view front --pat VI --tone 6 --hair short --len 4 --light flash'
                      ' --seed 244 --zoom 1.35',
    'bowed_V_tone5': '--spp 6 --view bowed --pat V --tone 5 --hair short --len 8 --light mixed'
                     ' --seed 232 --zoom 1.35',
    'side_VII_tone1': '--spp 10 --view side --pat VII --tone 1 --hair short --light softbox'
                      ' --seed 204 --zoom 1.25 --age .7',
    'back_V_tone4': '--spp 16 --view back --pat V --tone 4 --light window --seed 226 --zoom 1.42',
}
JPEG_QUALITY = 92


def command(name, folder):
    """The command line that renders sample `name` into folder/name."""
    recipe = (COMMON + ' ' + RECIPES[name]).split()
    script = os.path.join(HERE, 'make_head.py')
    # Without the exit code Blender would report success when the script fails.
    blender = ['blender', '-b', '--python-exit-code', '1', '--python', script, '--']
    return blender + ['--out-dir', folder, '--out', name] + recipe


def export(name, head_folder):
    """Copies picture, regions and truth of one rendered head into the samples folder."""
    target = os.path.join(SAMPLES, name)
    photo = Image.open(os.path.join(head_folder, 'before.png'))
    photo.save(target + '.jpg', quality=JPEG_QUALITY, optimize=True)
    regions = Image.open(os.path.join(head_folder, 'labels.png'))
    regions.save(target + '_regions.png', optimize=True)
    with open(os.path.join(head_folder, 'info.json'), encoding='utf-8') as file:
        truth = json.load(file)
    # Timings differ from run to run; everything else is the same each time.
    del truth['time_s']
    with open(target + '_truth.json', 'w', encoding='utf-8') as file:
        json.dump(truth, file, indent=1)
        file.write('\n')


def main(names):
    with tempfile.TemporaryDirectory() as folder:
        for name in names or RECIPES:
            print(' '.join(command(name, folder)), flush=True)
            subprocess.run(command(name, folder), check=True, stdout=subprocess.DEVNULL)
            export(name, os.path.join(folder, name))


if __name__ == '__main__':
    main(sys.argv[1:])
