// 页面上与时间有关的文字：播放、步进、分支，以及为下次访问保存的内容。

export const time = {
  play: '播放',
  pause: '暂停',
  start: '回到开头',
  end: '转到目前进展的末尾',
  stepBack: '后退一步',
  stepForward: '前进一步',
  settle: '运行到稳定',
  reset: '重置',
  resetTitle: '用编辑器中的文本从头开始；做过的操作会作为分支保留',
  undo: '撤销',
  redo: '重做',
  speed: '速度',
  now: '{at} / {head}',
  flag: { start: '开始', apply: '应用', request: '请求' },
  neverSettles: '集群时间过去 600 秒仍未稳定。以下仍在进行：',
  nothingNext: '没有下一步了：不会再有事情自行发生。',
} as const;

export const branch = {
  label: '分支',
  start: '开始',
  left: '从 {{time}} 起：{{what}}',
  nothing: '尚无操作',
  current: '正在显示',
  title: '回到这个分支：{{what}}',
  branched: '你在过去的时刻做了操作，因此从 {{time}} 起开始了一个新分支。原来的分支已保留。',
  return: '回到原分支',
  undone: '已撤销：{{what}}。现在停在它之前的一刻。',
  redone: '已重做：{{what}}。',
  dismiss: '关闭',
} as const;
