<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>commands</name>
    <message>
        <source>add %1</source>
        <translation>添加 %1</translation>
    </message>
    <message>
        <source>move or resize box</source>
        <translation>移动框或调整大小</translation>
    </message>
    <message>
        <source>relabel to %1</source>
        <translation>更改类别为 %1</translation>
    </message>
    <message>
        <source>relabel %1 to %2</source>
        <translation>将类别 %1 改为 %2</translation>
    </message>
    <message>
        <source>delete box</source>
        <translation>删除框</translation>
    </message>
    <message>
        <source>accept variant</source>
        <translation>接受变体</translation>
    </message>
    <message>
        <source>reject variant</source>
        <translation>拒绝变体</translation>
    </message>
    <message>
        <source>reopen variant</source>
        <translation>将变体恢复为未审核</translation>
    </message>
</context>
<context>
    <name>destudio::Startup</name>
    <message>
        <source>The project has no reference to generate from.</source>
        <translation>项目中没有可用于生成的参考图。</translation>
    </message>
</context>
<context>
    <name>destudio::ui</name>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>kept, overlap %1</source>
        <translation>保留，重叠度 %1</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>移位</translation>
    </message>
    <message>
        <source>moved, overlap %1</source>
        <translation>移位，重叠度 %1</translation>
    </message>
    <message>
        <source>→ %1</source>
        <translation>→ %1</translation>
    </message>
    <message>
        <source>now %1, overlap %2</source>
        <translation>现为 %1，重叠度 %2</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>no box of it is left</source>
        <translation>没有对应的框</translation>
    </message>
    <message>
        <source> (seed %1)</source>
        <translation>（种子 %1）</translation>
    </message>
    <message>
        <source>to %1 %</source>
        <translation>至 %1%</translation>
    </message>
    <message>
        <source>at none</source>
        <translation>均无</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>无新增</translation>
    </message>
    <message>
        <source>new: %1</source>
        <translation>新增：%1</translation>
    </message>
    <message>
        <source>Accept up to…</source>
        <translation>接受至…</translation>
    </message>
    <message>
        <source>Reviewed to %1 %</source>
        <translation>已审核至 %1%</translation>
    </message>
    <message>
        <source>Accept %1, to %2 %</source>
        <translation>接受 %1 个，至 %2%</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>“%1”不是数字。</translation>
    </message>
    <message>
        <source>%1 is outside the range: above 0, up to 1.</source>
        <translation>%1 超出范围：应大于 0 且不超过 1。</translation>
    </message>
    <message>
        <source>%1 of %2 steps is less than one step.</source>
        <translation>%2 步的 %1 不足一步。</translation>
    </message>
    <message>
        <source>Type at least one ratio, for example 0.6.</source>
        <translation>请至少输入一个比例，例如 0.6。</translation>
    </message>
    <message>
        <source>“%1” is not a seed: use whole numbers, or ranges such as 1-4.</source>
        <translation>“%1”不是种子：请用整数或 1-4 这样的范围。</translation>
    </message>
    <message>
        <source>At most %1 seeds at once.</source>
        <translation>一次最多 %1 个种子。</translation>
    </message>
    <message>
        <source>Type at least one seed, for example 1.</source>
        <translation>请至少输入一个种子，例如 1。</translation>
    </message>
    <message>
        <source>Runs %1 of %2 steps</source>
        <translation>共 %2 步，执行 %1 步</translation>
    </message>
</context>
<context>
    <name>destudio::ui::BoxModel</name>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
</context>
<context>
    <name>destudio::ui::BoxesPanel</name>
    <message>
        <source>&amp;Threshold</source>
        <translation>阈值(&amp;T)</translation>
    </message>
    <message>
        <source>Confidence threshold</source>
        <translation>置信度阈值</translation>
    </message>
    <message>
        <source>Boxes with a lower score are hidden and not exported. Boxes that were edited always stay.</source>
        <translation>置信度更低的框会隐藏，也不会导出。修改过的框始终保留。</translation>
    </message>
    <message>
        <source>Boxes of the current picture</source>
        <translation>当前图片的框</translation>
    </message>
    <message>
        <source>Double-click a class to change it.</source>
        <translation>双击类别可修改。</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>标注框</translation>
    </message>
    <message>
        <source>Boxes of the variant: %1</source>
        <translation>变体的框：%1</translation>
    </message>
    <message>
        <source>Boxes of the reference: %1</source>
        <translation>参考图的框：%1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ChartsPage</name>
    <message>
        <source>Nothing to count yet</source>
        <translation>暂无可统计的内容</translation>
    </message>
    <message>
        <source>Generate variants; their boxes are counted here.</source>
        <translation>生成变体后，这里会统计它们的框。</translation>
    </message>
    <message>
        <source>Annotations per class</source>
        <translation>各类别标注数</translation>
    </message>
    <message>
        <source>Side of the boxes, pixels</source>
        <translation>框的边长（像素）</translation>
    </message>
    <message>
        <source>Width over height</source>
        <translation>宽高比</translation>
    </message>
    <message>
        <source>Objects per image</source>
        <translation>每张图的目标数</translation>
    </message>
    <message>
        <source>Scores of all detections</source>
        <translation>全部检测的置信度</translation>
    </message>
    <message>
        <source>Accept rate by ratio</source>
        <translation>各比例的接受率</translation>
    </message>
    <message>
        <source>Accept rate by guidance</source>
        <translation>各引导强度的接受率</translation>
    </message>
    <message>
        <source>How many accepted annotations of each class are wanted.</source>
        <translation>每个类别需要多少条已接受的标注。</translation>
    </message>
    <message>
        <source>&amp;Lower bound per class</source>
        <translation>每类下限(&amp;L)</translation>
    </message>
    <message>
        <source>%1: %2 accepted of %3 wanted, %4 not reviewed</source>
        <translation>%1：需要 %3，已接受 %2，未审核 %4</translation>
    </message>
    <message>
        <source>%1 variants count. %2 of %3 classes have reached the lower bound. Paler: not reviewed yet.</source>
        <translation>计入 %1 个变体。%3 个类别中有 %2 个达到下限。浅色：尚未审核。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 % accepted; %3 accepted, %4 rejected, %5 not reviewed</source>
        <translation>%1：接受率 %2%；接受 %3，拒绝 %4，未审核 %5</translation>
    </message>
    <message>
        <source>Nothing is reviewed yet</source>
        <translation>尚未审核</translation>
    </message>
</context>
<context>
    <name>destudio::ui::EditController</name>
    <message>
        <source>This project has no classes yet. Press E and type a class name, then draw again.</source>
        <translation>此项目还没有类别。按 E 输入类别名称，然后重新绘制。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::EditorPage</name>
    <message>
        <source>No picture is chosen</source>
        <translation>未选择图片</translation>
    </message>
    <message>
        <source>Choose a picture in the ladder.</source>
        <translation>请在阶梯中选择一张图片。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>%1  ·  ratio %2  ·  seed %3  ·  %4</source>
        <translation>%1  ·  比例 %2  ·  种子 %3  ·  %4</translation>
    </message>
    <message>
        <source>%1  ·  reference</source>
        <translation>%1  ·  参考图</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ExportController</name>
    <message>
        <source>There is nothing to export: no variant is in one of the chosen states.</source>
        <translation>没有可导出的内容：没有处于所选状态的变体。</translation>
    </message>
    <message>
        <source>Written, but a check found %1 problems. The first: %2: %3</source>
        <translation>已写入，但检查发现 %1 个问题。第一个：%2：%3</translation>
    </message>
    <message>
        <source>%1 images with %2 boxes are in %3. Read back and checked: no problems.</source>
        <translation>%1 张图片、%2 个框已写入 %3。回读检查：没有问题。</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>已取消，未写入任何内容。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ExportPage</name>
    <message>
        <source>annotations.json and images/</source>
        <translation>annotations.json 和 images/</translation>
    </message>
    <message>
        <source>VOCdevkit/VOC2012/ with Annotations, ImageSets and JPEGImages</source>
        <translation>VOCdevkit/VOC2012/，含 Annotations、ImageSets 和 JPEGImages</translation>
    </message>
    <message>
        <source>data.yaml, images/ and labels/</source>
        <translation>data.yaml、images/ 和 labels/</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>COCO</source>
        <translation>COCO</translation>
    </message>
    <message>
        <source>Pascal VOC</source>
        <translation>Pascal VOC</translation>
    </message>
    <message>
        <source>YOLO</source>
        <translation>YOLO</translation>
    </message>
    <message>
        <source>An empty or new folder</source>
        <translation>空文件夹或新文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>&amp;Accepted</source>
        <translation>已接受(&amp;A)</translation>
    </message>
    <message>
        <source>E&amp;dited</source>
        <translation>已修改(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Not reviewed</source>
        <translation>未审核(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Rejected</source>
        <translation>已拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Export the dataset</source>
        <translation>导出数据集</translation>
    </message>
    <message>
        <source>Leaves %1 in the folder</source>
        <translation>文件夹中将生成：%1</translation>
    </message>
    <message>
        <source>No variant is in these states.</source>
        <translation>没有处于这些状态的变体。</translation>
    </message>
    <message>
        <source>Variants to write: %1</source>
        <translation>将写入的变体：%1</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>请先选择文件夹。</translation>
    </message>
    <message>
        <source>Export into</source>
        <translation>导出到</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryDelegate</name>
    <message>
        <source>≈%1</source>
        <translation>≈%1</translation>
    </message>
    <message>
        <source>%1 % · seed %2</source>
        <translation>%1% · 种子 %2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryFilter</name>
    <message>
        <source>Search variants</source>
        <translation>搜索变体</translation>
    </message>
    <message>
        <source>Search: words, class:cat, score:[0,0.5], ratio:0.6, seed:1, boxes:0, size:small</source>
        <translation>搜索：词语、class:cat、score:[0,0.5]、ratio:0.6、seed:1、boxes:0、size:small</translation>
    </message>
    <message>
        <source>Words look at file names, captions and prompts. Terms: class:cat,dog  state:new  score:[0.2,0.5]  ratio:0.6  seed:1,2  guidance:7.5  boxes:0  size:small  aspect:[2,] (Ctrl+F)</source>
        <translation>词语匹配文件名、图片描述和提示词。条件：class:cat,dog  state:new  score:[0.2,0.5]  ratio:0.6  seed:1,2  guidance:7.5  boxes:0  size:small  aspect:[2,] (Ctrl+F)</translation>
    </message>
    <message>
        <source>Review state</source>
        <translation>审核状态</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>全部状态</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>By reference</source>
        <translation>按参考图</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新优先</translation>
    </message>
    <message>
        <source>Fewest expected edits first</source>
        <translation>预计修改最少优先</translation>
    </message>
    <message>
        <source>Most expected edits first</source>
        <translation>预计修改最多优先</translation>
    </message>
    <message>
        <source>Expected edits: how many boxes will probably have to be removed or added, by their scores.</source>
        <translation>预计修改：根据置信度，大概需要删除或补充多少个框。</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>全部类别</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryModel</name>
    <message>
        <source>not reviewed</source>
        <translation>未审核</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message numerus="yes">
        <source>%1
ratio %2, seed %3
%4, %n boxes, about %5 edits</source>
        <translation>
            <numerusform>%1
比例 %2，种子 %3
%4，%n 个框，约 %5 处修改</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, ratio %2, seed %3, %4, %n boxes</source>
        <translation>
            <numerusform>%1，比例 %2，种子 %3，%4，%n 个框</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryPage</name>
    <message>
        <source>No variants yet</source>
        <translation>还没有变体</translation>
    </message>
    <message>
        <source>Generate a ladder; its variants are collected here.</source>
        <translation>生成一个阶梯，其变体会汇集在这里。</translation>
    </message>
    <message>
        <source>No variant matches the search</source>
        <translation>没有符合搜索条件的变体</translation>
    </message>
    <message>
        <source>Clear the search to see all of them.</source>
        <translation>清除搜索即可查看全部。</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>%1 of %2 variants</source>
        <translation>%2 个变体中的 %1 个</translation>
    </message>
    <message>
        <source> · %1 selected</source>
        <translation> · 已选 %1</translation>
    </message>
    <message numerus="yes">
        <source>reopen %n variants</source>
        <translation>
            <numerusform>将 %n 个变体恢复为未审核</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>accept %n variants</source>
        <translation>
            <numerusform>接受 %n 个变体</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>reject %n variants</source>
        <translation>
            <numerusform>拒绝 %n 个变体</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 becomes</source>
        <translation>%1 改为</translation>
    </message>
    <message>
        <source>The selected variants have no boxes</source>
        <translation>所选变体没有框</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GeneratePanel</name>
    <message>
        <source>What should not appear</source>
        <translation>不应出现的内容</translation>
    </message>
    <message>
        <source>How far each variant moves from the reference: near 0 keeps it, 1 forgets it.</source>
        <translation>每个变体偏离参考图的程度：接近 0 保留原图，1 完全舍弃。</translation>
    </message>
    <message>
        <source>One row of variants for each seed; ranges such as 1-4 are fine.</source>
        <translation>每个种子一行变体；可以写 1-4 这样的范围。</translation>
    </message>
    <message>
        <source>DPM-Solver++ 2M</source>
        <translation>DPM-Solver++ 2M</translation>
    </message>
    <message>
        <source>DDIM</source>
        <translation>DDIM</translation>
    </message>
    <message>
        <source>Euler</source>
        <translation>Euler</translation>
    </message>
    <message>
        <source>Choose another bundle folder</source>
        <translation>选择其他模型包文件夹</translation>
    </message>
    <message>
        <source>Bundle</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>&amp;Negative</source>
        <translation>反向(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Ratios</source>
        <translation>比例(&amp;R)</translation>
    </message>
    <message>
        <source>S&amp;eeds</source>
        <translation>种子(&amp;E)</translation>
    </message>
    <message>
        <source>Gui&amp;dance</source>
        <translation>引导强度(&amp;D)</translation>
    </message>
    <message>
        <source>Ste&amp;ps</source>
        <translation>步数(&amp;P)</translation>
    </message>
    <message>
        <source>Sa&amp;mpler</source>
        <translation>采样器(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation>提示词(&amp;P)</translation>
    </message>
    <message>
        <source>Empty: a sentence made of the reference&apos;s classes</source>
        <translation>留空：用参考图的类别组成一句话</translation>
    </message>
    <message>
        <source>%1 (finds no boxes)</source>
        <translation>%1（不检测框）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Choose a bundle folder</source>
        <translation>选择模型包文件夹</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GenerationController</name>
    <message>
        <source>%1: preparing</source>
        <translation>%1：准备中</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Loading bundle…</source>
        <translation>正在加载模型包…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 of %3 steps</source>
        <translation>%1：第 %2/%3 步</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LadderPage</name>
    <message>
        <source>1 box</source>
        <translation>1 个框</translation>
    </message>
    <message>
        <source>%1 boxes</source>
        <translation>%1 个框</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已修改</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>未打开项目</translation>
    </message>
    <message>
        <source>A project keeps references, variants and every edit.</source>
        <translation>项目保存参考图、变体和每一次修改。</translation>
    </message>
    <message>
        <source>No references yet</source>
        <translation>还没有参考图</translation>
    </message>
    <message>
        <source>Drop images or a COCO file here, or add them.</source>
        <translation>将图片或 COCO 文件拖到这里，或点击添加。</translation>
    </message>
    <message>
        <source>Opening the project…</source>
        <translation>正在打开项目…</translation>
    </message>
    <message>
        <source>Drag the handle to accept everything up to a ratio (U: up to the current one).</source>
        <translation>拖动手柄，接受某个比例及以下的全部变体（U：到当前比例）。</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>no ground truth</source>
        <translation>无真值标注</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Not generated yet</source>
        <translation>尚未生成</translation>
    </message>
</context>
<context>
    <name>destudio::ui::MainWindow</name>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>Projects (*.destudio)</source>
        <translation>项目 (*.destudio)</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Images and COCO files (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.json);;All files (*)</source>
        <translation>图片和 COCO 文件 (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Add a folder of images</source>
        <translation>添加图片文件夹</translation>
    </message>
    <message>
        <source>%1 — DiffusionEngine Studio</source>
        <translation>%1 — DiffusionEngine Studio</translation>
    </message>
    <message>
        <source>DiffusionEngine Studio</source>
        <translation>DiffusionEngine Studio</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>新建类别…</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>新建类别</translation>
    </message>
    <message>
        <source>Name of the class</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>审核(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>生成(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>La&amp;nguage (from the next start)</source>
        <translation>语言（下次启动时生效）(&amp;N)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Progress of generation</source>
        <translation>生成进度</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>No bundle</source>
        <translation>无模型包</translation>
    </message>
    <message>
        <source>Bundle: %1</source>
        <translation>模型包：%1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ProjectController</name>
    <message>
        <source>Open or make a project first; images are added to a project.</source>
        <translation>请先打开或新建项目；图片要添加到项目中。</translation>
    </message>
    <message>
        <source>%1 And %2 more images with problems.</source>
        <translation>%1 另有 %2 张图片有问题。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ProjectOffers</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open a copy…</source>
        <translation>打开副本…</translation>
    </message>
    <message>
        <source>Show its folder</source>
        <translation>显示所在文件夹</translation>
    </message>
    <message>
        <source>Use the built-in bundle</source>
        <translation>使用内置模型包</translation>
    </message>
    <message>
        <source>Choose a bundle…</source>
        <translation>选择模型包…</translation>
    </message>
    <message>
        <source>The reference %1 is not where it was. Its variants are all here.</source>
        <translation>参考图 %1 已不在原处。它的变体都还在。</translation>
    </message>
    <message>
        <source>%1 references are not where they were, among them %2. Their variants are all here.</source>
        <translation>%1 张参考图已不在原处，其中包括 %2。它们的变体都还在。</translation>
    </message>
    <message>
        <source>Found all %1 moved references.</source>
        <translation>已找到全部 %1 张移动过的参考图。</translation>
    </message>
    <message>
        <source>Found %1 of %2 moved references there.</source>
        <translation>在那里找到 %2 张移动过的参考图中的 %1 张。</translation>
    </message>
    <message>
        <source>Copy the project to</source>
        <translation>将项目复制到</translation>
    </message>
    <message>
        <source>Projects (*.destudio)</source>
        <translation>项目 (*.destudio)</translation>
    </message>
    <message>
        <source>Where the images are now</source>
        <translation>图片现在的位置</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ReferenceDelegate</name>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation>已审核 %1/%2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ReferenceModel</name>
    <message>
        <source>%1
%2 × %3 pixels</source>
        <translation>%1
%2 × %3 像素</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n variants</source>
        <translation>
            <numerusform>%1，%n 个变体</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ReferencesPanel</name>
    <message>
        <source>References</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>按名称筛选</translation>
    </message>
    <message>
        <source>Filter references by name</source>
        <translation>按名称筛选参考图</translation>
    </message>
</context>
<context>
    <name>destudio::ui::Session</name>
    <message>
        <source>unknown class</source>
        <translation>未知类别</translation>
    </message>
</context>
<context>
    <name>destudio::ui::WindowActions</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>打开项目(&amp;O)…</translation>
    </message>
    <message>
        <source>Open the &amp;sample project</source>
        <translation>打开示例项目(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>关闭项目(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Add images…</source>
        <translation>添加图片(&amp;A)…</translation>
    </message>
    <message>
        <source>Add a &amp;folder of images…</source>
        <translation>添加图片文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Locate moved images…</source>
        <translation>查找已移动的图片(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Copy box</source>
        <translation>复制框(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste box</source>
        <translation>粘贴框(&amp;P)</translation>
    </message>
    <message>
        <source>D&amp;uplicate box</source>
        <translation>创建框的副本(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Delete box</source>
        <translation>删除框(&amp;D)</translation>
    </message>
    <message>
        <source>Change c&amp;lass…</source>
        <translation>更改类别(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Draw a box</source>
        <translation>绘制框(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>接受(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>拒绝(&amp;R)</translation>
    </message>
    <message>
        <source>Accept &amp;up to this ratio</source>
        <translation>接受到此比例(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Previous picture</source>
        <translation>上一张(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Next picture</source>
        <translation>下一张(&amp;N)</translation>
    </message>
    <message>
        <source>Next with the same &amp;seed and ratio</source>
        <translation>下一张同种子同比例(&amp;S)</translation>
    </message>
    <message>
        <source>Previous with the same seed and ratio</source>
        <translation>上一张同种子同比例</translation>
    </message>
    <message>
        <source>&amp;Fit to window</source>
        <translation>适合窗口(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>生成(&amp;G)</translation>
    </message>
    <message>
        <source>Generate for &amp;all references</source>
        <translation>为所有参考图生成(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Ladder</source>
        <translation>阶梯(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Editor</source>
        <translation>编辑器(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Gallery</source>
        <translation>图库(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Charts</source>
        <translation>图表(&amp;C)</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>导出(&amp;X)</translation>
    </message>
    <message>
        <source>Review &amp;queue</source>
        <translation>审核队列(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Search variants</source>
        <translation>搜索变体(&amp;V)</translation>
    </message>
    <message>
        <source>Search a&amp;gain</source>
        <translation>重新搜索(&amp;G)</translation>
    </message>
    <message>
        <source>Accept (Space)</source>
        <translation>接受（空格键）</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::BoxCanvas</name>
    <message>
        <source>Picture with boxes</source>
        <translation>带标注框的图片</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n 个框</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 × %3 pixels at %4, %5</source>
        <translation>%1，%2 × %3 像素，位于 %4, %5</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::LadderView</name>
    <message>
        <source>Reference</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::LaneStrip</name>
    <message>
        <source>Objects of the reference in each variant</source>
        <translation>参考图的目标在各变体中的情况</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… 另有 %1 个</translation>
    </message>
</context>
<context>
    <name>ladder</name>
    <message>
        <source>%1 % · 1 step</source>
        <translation>%1% · 1 步</translation>
    </message>
    <message numerus="yes">
        <source>%1 % · %n steps</source>
        <translation>
            <numerusform>%1% · %n 步</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>language</name>
    <message>
        <source>Like the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
</context>
<context>
    <name>theme</name>
    <message>
        <source>Like the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
</context>
</TS>
