// All that the page says in English, as one chunk.
import { app } from '../locales/en/app.ts';
import { lessonDoor } from '../locales/en/lesson-door.ts';
import { manifest } from '../locales/en/manifest.ts';
import { scene } from '../locales/en/scene.ts';

export const texts = { app: { ...app, lesson: lessonDoor, mistakes: manifest }, scene };
