// All that the page says in Simplified Chinese, as one chunk.
import { app } from '../locales/zh-CN/app.ts';
import { lessonDoor } from '../locales/zh-CN/lesson-door.ts';
import { manifest } from '../locales/zh-CN/manifest.ts';
import { scene } from '../locales/zh-CN/scene.ts';

export const texts = { app: { ...app, lesson: lessonDoor, mistakes: manifest }, scene };
