// What the page says of lessons before one is loaded, in English.

export const lessonDoor = {
  take: 'Lesson',
  leave: 'Leave the lesson',
  invitation: 'Never seen a StatefulSet?',
  accept: 'Take the lesson, five short steps',
  unknown: 'There is no lesson “{{id}}” here.',
};
