// 清单里可能写到、但当前版本尚未模拟的内容，以引擎所用的名称为键，简体中文。

export const notSimulated = {
  'ephemeral-containers': '向运行中的 Pod 添加临时容器',
  'container-restart': '单个容器自己的重启策略',
  'runtime-class': '选择容器运行时',
  'pod-resources': '整个 Pod 的 requests 和 limits',
  devices: 'Pod 申请的设备',
  'volume-type': '这种类型的卷',
  'external-ips': '使用外部地址的 Service',
  ipv6: 'IPv6 地址族',
  'data-source': '从快照或其他 PVC 创建的 PVC',
  'volume-attributes': '卷属性类',
  recycling: '清空后再次使用的卷',
  machines: '手工创建的节点；节点由 Scenario 文档列出',
};
