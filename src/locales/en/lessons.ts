// What is said around lessons, in English. A lesson's own texts stand in the lesson, so that it can travel.

export const lessons = {
  phases: {
    predicting: 'What do you expect?',
    doing: 'Your turn',
    lost: 'Not in this run any more',
    done: 'Step done',
    finished: 'Lesson finished',
  },
  actions: {
    next: 'Next step',
    back: 'Step before',
    again: 'Start this step again',
    hint: 'Hint',
    solution: 'Show me',
    leave: 'Leave the lesson',
  },
  prediction: { right: 'Right.', wrong: 'Not quite.', watch: 'Now watch it happen.' },
  progress: 'Step {step} of {steps}',
  facts: {
    created: '{object} exists',
    deleted: '{object} is gone',
    condition: '{object} is {name}',
    'condition-not': '{name} of {object} is {value}',
    field: '{name} of {object} is {value}',
    'field-set': '{object} has {name}',
  },
  goals: {
    met: 'Done.',
    open: 'Still to come: {fact}.',
    tooEarly: 'It came in another order: “{early}” before “{before}”. Start this step again.',
    gone: 'It should have stayed: {fact}. Start this step again.',
  },
  problems: {
    'wrong-type': 'This lesson cannot be read: {path} is missing or of the wrong type.',
    'unknown-field': 'This lesson cannot be read: {path} is not a field of a lesson.',
    'too-long': 'This lesson cannot be read: {path} is too long.',
    'too-many': 'This lesson cannot be read: {path} has too many items.',
    empty: 'This lesson cannot be read: {path} must not be empty.',
    'bad-condition': 'This lesson cannot be read: {path} is not a condition on an object.',
    'bad-choice': 'This lesson cannot be read: {path} names none of the choices.',
    'unknown-lesson': 'There is no lesson “{path}” here.',
  },
};
