// The first lesson: what a StatefulSet's Pods are called, in which order they come and go, and what stays. The notes' chapter
// 1.1 to 1.3 in five steps.
import { firstLessonStart } from './first-lesson-start.ts';
import type { Lesson, LessonStep } from './lesson.ts';

const names: LessonStep = {
  title: { en: 'A name that stays', 'zh-CN': '不变的名字' },
  text: [
    {
      en: 'A StatefulSet names its Pods after itself, with a number that counts from 0, the ordinal. This one is called `tkb-sts` and wants one Pod, so its Pod is `tkb-sts-0`.',
      'zh-CN':
        'StatefulSet 用自己的名字加上一个从 0 开始的整数（序号）给 Pod 命名。这里的 StatefulSet 叫 `tkb-sts`，只要一个 Pod，所以它的 Pod 叫 `tkb-sts-0`。',
    },
    {
      en: 'It is part of a DNS name, `tkb-sts-0.dullahan.default.svc.cluster.local`. So a StatefulSet’s name has lower-case letters, digits and hyphens only.',
      'zh-CN':
        '这个名字也是 DNS 名的一部分：`tkb-sts-0.dullahan.default.svc.cluster.local`。所以 StatefulSet 的名字只能用小写字母、数字和连字符。',
    },
    {
      en: 'Delete the Pod and see what comes instead: `kubectl delete pod tkb-sts-0`.',
      'zh-CN': '把这个 Pod 删掉，看看会来一个什么样的 Pod：`kubectl delete pod tkb-sts-0`。',
    },
  ],
  start: { text: firstLessonStart(1), from: 'settled' },
  prediction: {
    question: {
      en: 'You delete `tkb-sts-0`. What is the Pod called that replaces it?',
      'zh-CN': '删掉 `tkb-sts-0` 之后，替换它的 Pod 叫什么？',
    },
    choices: [
      { en: '`tkb-sts-1`, the next number', 'zh-CN': '`tkb-sts-1`，下一个序号' },
      { en: '`tkb-sts-0`, the same name', 'zh-CN': '`tkb-sts-0`，名字不变' },
      { en: '`tkb-sts-` and random letters', 'zh-CN': '`tkb-sts-` 加随机字母' },
    ],
    right: 1,
    why: {
      en: 'The place with ordinal 0 is empty, so the StatefulSet fills that place: a new Pod with the same name, the same DNS name and the same claim. A Deployment would invent a new name.',
      'zh-CN':
        '序号 0 的位置空了，StatefulSet 就补上这个位置：一个新的 Pod，但名字、DNS 名和存储卷声明都不变。换成 Deployment，就会是一个新的名字。',
    },
  },
  goals: [
    {
      text: {
        en: '`tkb-sts-0` was deleted, made anew and is Ready',
        'zh-CN': '`tkb-sts-0` 被删除、重新创建并且 Ready',
      },
      kind: 'sequence',
      conditions: ['delete pod/tkb-sts-0', 'create pod/tkb-sts-0', 'condition=Ready pod/tkb-sts-0'],
    },
    {
      text: {
        en: 'Its claim `webroot-tkb-sts-0` is still the same one',
        'zh-CN': '它的存储卷声明 `webroot-tkb-sts-0` 还是原来那个',
      },
      kind: 'kept',
      objects: ['pvc/webroot-tkb-sts-0'],
      conditions: ['jsonpath={.metadata.deletionTimestamp} pod/tkb-sts-0'],
    },
  ],
  hint: {
    en: 'Type `kubectl delete pod tkb-sts-0` as a command, or choose the Pod in the picture and delete it.',
    'zh-CN': '输入命令 `kubectl delete pod tkb-sts-0`，或者在画面里选中这个 Pod 再删除。',
  },
  solution: [{ line: 'kubectl delete pod tkb-sts-0' }],
};

const start: LessonStep = {
  title: { en: 'One after another', 'zh-CN': '一个接一个' },
  text: [
    {
      en: 'The same StatefulSet, now with `replicas: 3`. Nothing has started yet: answer the question, and time begins.',
      'zh-CN': '还是这个 StatefulSet，现在是 `replicas: 3`，什么都还没有启动。回答问题之后，时间才开始走。',
    },
    {
      en: 'Databases and queues often need this order: the first member must be there before the second can join it.',
      'zh-CN': '数据库、消息队列常常需要这种顺序：第一个成员先就绪，第二个才能加入。',
    },
  ],
  start: { text: firstLessonStart(3), from: 'beginning' },
  prediction: {
    question: { en: 'When is `tkb-sts-1` created?', 'zh-CN': '`tkb-sts-1` 什么时候创建？' },
    choices: [
      { en: 'Together with `tkb-sts-0`', 'zh-CN': '和 `tkb-sts-0` 一起' },
      { en: 'As soon as `tkb-sts-0` has a node', 'zh-CN': '`tkb-sts-0` 一分到节点就创建' },
      { en: 'When `tkb-sts-0` is Running and Ready', 'zh-CN': '`tkb-sts-0` 运行并且 Ready 之后' },
    ],
    right: 2,
    why: {
      en: 'That is `podManagementPolicy: OrderedReady`, the default: the next Pod is created only when every Pod with a lower number is Running and Ready. With `Parallel` all would be created at once.',
      'zh-CN':
        '这就是默认的 `podManagementPolicy: OrderedReady`：序号更小的 Pod 全部运行并且 Ready，才创建下一个。换成 `Parallel`，就会一起创建。',
    },
  },
  goals: [
    {
      text: {
        en: 'Each Pod was created after the one before it was Ready',
        'zh-CN': '前一个 Pod Ready 之后才创建后一个',
      },
      kind: 'order',
      conditions: [
        'create pod/tkb-sts-0',
        'condition=Ready pod/tkb-sts-0',
        'create pod/tkb-sts-1',
        'condition=Ready pod/tkb-sts-1',
        'create pod/tkb-sts-2',
      ],
    },
    {
      text: { en: 'All 3 Pods are Ready', 'zh-CN': '3 个 Pod 都 Ready' },
      kind: 'reached',
      conditions: ['jsonpath={.status.readyReplicas}=3 sts/tkb-sts'],
    },
  ],
  hint: {
    en: 'There is nothing to type: let time run. A Pod that is not there yet says what it waits for.',
    'zh-CN': '什么都不用输入，让时间走就行。还没出现的 Pod 会说明它在等什么。',
  },
  solution: [],
};

const up: LessonStep = {
  title: { en: 'Scaling up', 'zh-CN': '扩容' },
  text: [
    {
      en: 'Three Pods run: `tkb-sts-0`, `tkb-sts-1` and `tkb-sts-2`. Make it five. Change `replicas` to 5 and press Apply, or type `kubectl scale sts tkb-sts --replicas=5`.',
      'zh-CN':
        '现在有三个 Pod：`tkb-sts-0`、`tkb-sts-1`、`tkb-sts-2`。扩容到五个：把 `replicas` 改成 5 再点“应用”，或者输入 `kubectl scale sts tkb-sts --replicas=5`。',
    },
    {
      en: 'Scaling up goes the way of the start: `tkb-sts-4` comes after `tkb-sts-3`.',
      'zh-CN': '扩容和启动走的是同一条路：`tkb-sts-4` 在 `tkb-sts-3` 之后创建。',
    },
  ],
  start: { text: firstLessonStart(3), from: 'settled' },
  prediction: {
    question: {
      en: 'What happens to the three Pods that are running?',
      'zh-CN': '正在运行的三个 Pod 会怎么样？',
    },
    choices: [
      { en: 'They restart one after another', 'zh-CN': '一个接一个重启' },
      { en: 'Nothing: they run on', 'zh-CN': '没有变化，继续运行' },
      { en: 'They are numbered anew', 'zh-CN': '重新编号' },
    ],
    right: 1,
    why: {
      en: '`replicas` is not part of the Pod template, so the Pods that are there already fit. Only the two missing ordinals, 3 and 4, are filled.',
      'zh-CN': '`replicas` 不属于 Pod 模板，所以已有的 Pod 仍然符合要求，只需要补上缺少的序号 3 和 4。',
    },
  },
  goals: [
    {
      text: {
        en: '`tkb-sts-4` was created after `tkb-sts-3` was Ready',
        'zh-CN': '`tkb-sts-3` Ready 之后才创建 `tkb-sts-4`',
      },
      kind: 'order',
      conditions: ['create pod/tkb-sts-3', 'condition=Ready pod/tkb-sts-3', 'create pod/tkb-sts-4'],
    },
    {
      text: { en: 'All 5 are Ready, and the first three never went away', 'zh-CN': '5 个都 Ready，而且前三个一直都在' },
      kind: 'kept',
      objects: ['pod/tkb-sts-0', 'pod/tkb-sts-1', 'pod/tkb-sts-2'],
      conditions: ['jsonpath={.status.readyReplicas}=5 sts/tkb-sts'],
    },
  ],
  hint: {
    en: 'In the YAML, `replicas` stands under `spec` of the StatefulSet.',
    'zh-CN': '在 YAML 里，`replicas` 位于 StatefulSet 的 `spec` 下面。',
  },
  solution: [{ line: 'kubectl scale sts tkb-sts --replicas=5' }],
};

const down: LessonStep = {
  title: { en: 'Scaling down from the top', 'zh-CN': '从高到低缩容' },
  text: [
    {
      en: 'Five Pods run, each with a claim of its own: `webroot-tkb-sts-0` to `webroot-tkb-sts-4`. Go back to three: `kubectl scale sts tkb-sts --replicas=3`, or change `replicas` and press Apply.',
      'zh-CN':
        '现在有五个 Pod，每个都有自己的存储卷声明：`webroot-tkb-sts-0` 到 `webroot-tkb-sts-4`。缩回三个：`kubectl scale sts tkb-sts --replicas=3`，或者修改 `replicas` 再点“应用”。',
    },
    {
      en: 'Watch both bands: the Pods, and below them what is kept.',
      'zh-CN': '两个区域都要看：上面的 Pod，和下面保留下来的东西。',
    },
  ],
  start: { text: firstLessonStart(5), from: 'settled' },
  prediction: {
    question: {
      en: 'Which Pods go, and what becomes of their claims?',
      'zh-CN': '哪些 Pod 会消失？它们的存储卷声明会怎么样？',
    },
    choices: [
      {
        en: '`tkb-sts-0` and `tkb-sts-1`, the oldest; the claims go too',
        'zh-CN': '最早的 `tkb-sts-0` 和 `tkb-sts-1`；声明一起删除',
      },
      {
        en: '`tkb-sts-4`, then `tkb-sts-3`; the claims go too',
        'zh-CN': '先 `tkb-sts-4`，再 `tkb-sts-3`；声明一起删除',
      },
      { en: '`tkb-sts-4`, then `tkb-sts-3`; the claims stay', 'zh-CN': '先 `tkb-sts-4`，再 `tkb-sts-3`；声明保留' },
    ],
    right: 2,
    why: {
      en: 'The highest ordinal goes first, and the next only when it is quite gone. The claims stay, because data is worth more than space: scale up again, and each Pod finds its own. (`persistentVolumeClaimRetentionPolicy` can choose otherwise; `Retain` is the default.)',
      'zh-CN':
        '序号最大的先走，等它完全消失，才轮到下一个。声明会保留，因为数据比空间更宝贵：再次扩容时，每个 Pod 会找回自己的那一份。（可以用 `persistentVolumeClaimRetentionPolicy` 改变，默认是 `Retain`。）',
    },
  },
  goals: [
    {
      text: {
        en: '`tkb-sts-3` was told to end only after `tkb-sts-4` was gone',
        'zh-CN': '`tkb-sts-4` 消失之后，`tkb-sts-3` 才开始终止',
      },
      kind: 'order',
      conditions: [
        'jsonpath={.metadata.deletionTimestamp} pod/tkb-sts-4',
        'delete pod/tkb-sts-4',
        'jsonpath={.metadata.deletionTimestamp} pod/tkb-sts-3',
        'delete pod/tkb-sts-3',
      ],
    },
    {
      text: {
        en: '3 Pods are left, and the claims of the other two are still there',
        'zh-CN': '剩下 3 个 Pod，另外两个的存储卷声明还在',
      },
      kind: 'kept',
      objects: ['pvc/webroot-tkb-sts-3', 'pvc/webroot-tkb-sts-4'],
      conditions: [
        'jsonpath={.status.replicas}=3 sts/tkb-sts',
        'delete pod/tkb-sts-3',
        'delete pod/tkb-sts-4',
        'condition=Ready pod/tkb-sts-2',
      ],
    },
  ],
  hint: {
    en: 'Do not delete Pods yourself: change how many the StatefulSet wants, and it chooses which ones go.',
    'zh-CN': '不要自己删除 Pod：只改 StatefulSet 想要的数量，由它决定谁先走。',
  },
  solution: [{ line: 'kubectl scale sts tkb-sts --replicas=3' }],
};

const deletion: LessonStep = {
  title: { en: 'Deleting it all', 'zh-CN': '删除整个 StatefulSet' },
  text: [
    {
      en: 'Now delete the StatefulSet itself, while its three Pods are running: `kubectl delete sts tkb-sts`. Taking it out of the YAML is not enough: applying a text deletes nothing.',
      'zh-CN':
        '现在趁三个 Pod 还在运行，删除 StatefulSet 本身：`kubectl delete sts tkb-sts`。只从 YAML 里去掉它是不够的：应用一段文本不会删除任何东西。',
    },
    {
      en: 'Each Pod then has up to `terminationGracePeriodSeconds` to finish, here 10: time to flush buffers and commit writes in flight. At least 10 seconds is a good habit.',
      'zh-CN':
        '每个 Pod 最多有 `terminationGracePeriodSeconds` 这么长的时间来收尾，这里是 10 秒：刷写缓存、提交还没完成的写入。最好至少留 10 秒。',
    },
  ],
  start: { text: firstLessonStart(3), from: 'settled' },
  prediction: {
    question: { en: 'In which order do the three Pods end?', 'zh-CN': '三个 Pod 按什么顺序终止？' },
    choices: [
      {
        en: '`tkb-sts-2` first, one after another, as in scaling down',
        'zh-CN': '先 `tkb-sts-2`，一个接一个，和缩容一样',
      },
      { en: '`tkb-sts-0` first, one after another', 'zh-CN': '先 `tkb-sts-0`，一个接一个' },
      { en: 'In no order: all are told to end at once', 'zh-CN': '没有顺序：同时开始终止' },
    ],
    right: 2,
    why: {
      en: 'Nobody is left to keep an order: the Pods are cleaned up because their owner is gone. If the order matters, scale to 0 first and delete the StatefulSet when the last Pod is gone. The claims stay either way.',
      'zh-CN':
        '已经没有谁来维持顺序了：所有者不在了，Pod 被当作垃圾清理。如果顺序重要，先缩容到 0，等最后一个 Pod 消失后再删除 StatefulSet。无论哪种方式，存储卷声明都会保留。',
    },
  },
  goals: [
    {
      text: { en: 'All three Pods were ending at the same time', 'zh-CN': '三个 Pod 同时处于终止中' },
      kind: 'reached',
      conditions: [
        'jsonpath={.metadata.deletionTimestamp} pod/tkb-sts-0',
        'jsonpath={.metadata.deletionTimestamp} pod/tkb-sts-1',
        'jsonpath={.metadata.deletionTimestamp} pod/tkb-sts-2',
      ],
    },
    {
      text: {
        en: 'StatefulSet and Pods are gone, the three claims are still there',
        'zh-CN': 'StatefulSet 和 Pod 都没了，三个存储卷声明还在',
      },
      kind: 'kept',
      objects: ['pvc/webroot-tkb-sts-0', 'pvc/webroot-tkb-sts-1', 'pvc/webroot-tkb-sts-2'],
      conditions: ['delete sts/tkb-sts', 'delete pod/tkb-sts-0', 'delete pod/tkb-sts-1', 'delete pod/tkb-sts-2'],
    },
  ],
  hint: {
    en: 'Type `kubectl delete sts tkb-sts`. Afterwards start this step again and try `kubectl scale sts tkb-sts --replicas=0` to see the gentle way.',
    'zh-CN':
      '输入 `kubectl delete sts tkb-sts`。之后可以重新开始这一步，试试 `kubectl scale sts tkb-sts --replicas=0`，看看有序的方式。',
  },
  solution: [{ line: 'kubectl delete sts tkb-sts' }],
};

export const firstLesson: Lesson = {
  id: 'names-and-order',
  title: { en: 'Names and order', 'zh-CN': '名字与顺序' },
  about: {
    en: 'What the Pods of a StatefulSet are called, in which order they come and go, and what stays when they are gone.',
    'zh-CN': 'StatefulSet 的 Pod 叫什么名字，按什么顺序出现和消失，以及它们消失之后还剩下什么。',
  },
  steps: [names, start, up, down, deletion],
};
