// 课程周围的界面文字。课程自己的文字放在课程里，这样课程可以单独传递。

export const lessons = {
  phases: {
    predicting: '你猜会怎样？',
    doing: '轮到你了',
    lost: '在这次运行里已经达不到了',
    done: '这一步完成了',
    finished: '课程完成',
  },
  actions: {
    next: '下一步',
    back: '上一步',
    again: '重新开始这一步',
    hint: '提示',
    solution: '演示给我看',
    leave: '离开课程',
  },
  prediction: { right: '答对了。', wrong: '不太对。', watch: '现在看看实际会怎样。' },
  progress: '第 {step} 步，共 {steps} 步',
  facts: {
    created: '{object} 存在',
    deleted: '{object} 已经不在了',
    condition: '{object} 处于 {name} 状态',
    'condition-not': '{object} 的 {name} 为 {value}',
    field: '{object} 的 {name} 为 {value}',
    'field-set': '{object} 有 {name}',
  },
  goals: {
    met: '已完成。',
    open: '还差：{fact}。',
    tooEarly: '顺序不一样：“{early}”先于“{before}”发生。请重新开始这一步。',
    gone: '本该保留：{fact}。请重新开始这一步。',
  },
  problems: {
    'wrong-type': '无法读取这个课程：{path} 缺失或类型不对。',
    'unknown-field': '无法读取这个课程：课程没有 {path} 这个字段。',
    'too-long': '无法读取这个课程：{path} 太长。',
    'too-many': '无法读取这个课程：{path} 的条目太多。',
    empty: '无法读取这个课程：{path} 不能为空。',
    'bad-condition': '无法读取这个课程：{path} 不是关于某个对象的条件。',
    'bad-choice': '无法读取这个课程：{path} 不是任何一个选项。',
    'unknown-lesson': '这里没有课程“{path}”。',
  },
};
