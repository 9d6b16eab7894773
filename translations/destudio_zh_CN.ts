<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>author</name>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Who changes boxes, as their history and exports keep it. Empty: the system&apos;s name of you.</source>
        <translation>谁修改了框，记录在其历史和导出中。留空：使用系统用户名。</translation>
    </message>
</context>
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
    <message>
        <source>add %1 found boxes</source>
        <translation>添加找到的 %1 个框</translation>
    </message>
    <message>
        <source>adopt ghost</source>
        <translation>采纳虚框</translation>
    </message>
    <message>
        <source>carry to other rungs</source>
        <translation>传递到其他梯级</translation>
    </message>
    <message>
        <source>duplicate box</source>
        <translation>复制框</translation>
    </message>
    <message>
        <source>paste box</source>
        <translation>粘贴框</translation>
    </message>
    <message>
        <source>ignore region</source>
        <translation>忽略区域</translation>
    </message>
    <message>
        <source>count region again</source>
        <translation>重新计入区域</translation>
    </message>
    <message>
        <source>merge class %1 into %2</source>
        <translation>将类别 %1 合并到 %2</translation>
    </message>
    <message>
        <source>adopt %1</source>
        <translation>采纳 %1</translation>
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
    <message>
        <source>%1 runs as many steps as %2 and is left out.</source>
        <translation>%1 与 %2 的步数相同，已略去。</translation>
    </message>
    <message>
        <source>%1 has room for %2 steps with this sampler, not %3.</source>
        <translation>比例 %1 在此采样器下只容得下 %2 步，而不是 %3 步。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ActionRegistry</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AdapterChooser</name>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>It cannot find: %1.</source>
        <translation>它找不到：%1。</translation>
    </message>
    <message>
        <source>It also finds: %1; these classes join the project when they are found.</source>
        <translation>它还能找到：%1；找到时这些类别会加入项目。</translation>
    </message>
    <message>
        <source>Choose the adapter that finds the boxes</source>
        <translation>选择用来找框的适配器</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>the bundle&apos;s own</source>
        <translation>模型包自带</translation>
    </message>
    <message>
        <source>The bundle&apos;s own</source>
        <translation>模型包自带</translation>
    </message>
    <message>
        <source>Trained in this project</source>
        <translation>在此项目中训练</translation>
    </message>
    <message>
        <source>%1 (%2, mAP %3)</source>
        <translation>%1（%2，mAP %3）</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose an adapter folder</source>
        <translation>选择适配器文件夹</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantBundlePage</name>
    <message>
        <source>The &amp;built-in bundle (clip art)</source>
        <translation>内置模型包（剪贴画）(&amp;B)</translation>
    </message>
    <message>
        <source>Which bundle makes the variants?</source>
        <translation>用哪个模型包生成变体？</translation>
    </message>
    <message>
        <source>A bundle is a diffusion model with an adapter that finds boxes. It can be changed at any time.</source>
        <translation>模型包是扩散模型加上用来找框的适配器，可随时更换。</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>文件夹…(&amp;O)</translation>
    </message>
    <message>
        <source>Choose a bundle folder</source>
        <translation>选择模型包文件夹</translation>
    </message>
    <message>
        <source>%1: makes %2 images of %3 × %4 pixels.</source>
        <translation>%1：生成 %2 张 %3 × %4 像素的图片。</translation>
    </message>
    <message>
        <source>Finds %1.</source>
        <translation>可找到 %1。</translation>
    </message>
    <message>
        <source>It has no adapter, so it finds no boxes.</source>
        <translation>它没有适配器，因此找不到框。</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>许可证：%1</translation>
    </message>
    <message>
        <source>The project can be made all the same: review and export work without a bundle.</source>
        <translation>项目仍可创建：审核和导出不需要模型包。</translation>
    </message>
    <message>
        <source>Another &amp;model, a folder or a file</source>
        <translation>其他模型，文件夹或文件(&amp;M)</translation>
    </message>
    <message>
        <source>Folder or file of the model</source>
        <translation>模型的文件夹或文件</translation>
    </message>
    <message>
        <source>A folder in the diffusers layout, or a .safetensors or .ckpt file</source>
        <translation>diffusers 结构的文件夹，或 .safetensors、.ckpt 文件</translation>
    </message>
    <message>
        <source>F&amp;ile…</source>
        <translation>文件(&amp;I)…</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>选择模型文件</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.ckpt);;All files (*)</source>
        <translation>模型 (*.safetensors *.ckpt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose another model here, train an adapter for your classes afterwards, or go on to try it.</source>
        <translation>请在此选择其他模型，之后为您的类别训练适配器，或继续试一试。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantClassesPage</name>
    <message>
        <source>Also what the &amp;bundle finds</source>
        <translation>也加入模型包能找到的类别(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Which classes are there?</source>
        <translation>有哪些类别？</translation>
    </message>
    <message>
        <source>Drag them into the order that exports should have; press F2 to rename one. All of it can be changed later.</source>
        <translation>拖动成导出所需的顺序；按 F2 重命名。以后都可以修改。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Name of another class</source>
        <translation>另一个类别的名称</translation>
    </message>
    <message>
        <source>Boxes of the dataset have this class. Rename it like another one to make the two one.</source>
        <translation>数据集中有此类别的框。改成与另一个同名即可合二为一。</translation>
    </message>
    <message>
        <source>%1 classes: rows with the same name become one class.</source>
        <translation>%1 个类别：同名的行会成为一个类别。</translation>
    </message>
    <message>
        <source>%1 classes. What the bundle finds besides is added when it is found.</source>
        <translation>%1 个类别。模型包找到的其他类别会在找到时加入。</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>类别需要名称。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantFilePage</name>
    <message>
        <source>Where is the project kept?</source>
        <translation>项目存放在哪里？</translation>
    </message>
    <message>
        <source>One file, and a folder beside it for the pictures that are made.</source>
        <translation>一个文件，旁边有一个存放生成图片的文件夹。</translation>
    </message>
    <message>
        <source>Making the project</source>
        <translation>正在创建项目</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>文件夹…(&amp;O)</translation>
    </message>
    <message>
        <source>Folder of the project</source>
        <translation>项目文件夹</translation>
    </message>
    <message>
        <source>In the fol&amp;der</source>
        <translation>所在文件夹(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新项目</translation>
    </message>
    <message>
        <source>An empty project with %1 classes.</source>
        <translation>有 %1 个类别的空项目。</translation>
    </message>
    <message>
        <source>%1 references with %2 boxes, %3 classes.</source>
        <translation>%1 张参考图、%2 个框、%3 个类别。</translation>
    </message>
    <message>
        <source>A name cannot hold “/” or begin with a dot.</source>
        <translation>名称不能含“/”，也不能以点开头。</translation>
    </message>
    <message>
        <source>There is a project of this name already. Choose another name.</source>
        <translation>已有同名项目。请换一个名称。</translation>
    </message>
    <message>
        <source>%1 is a file, not a folder.</source>
        <translation>%1 是文件，不是文件夹。</translation>
    </message>
    <message>
        <source>Cancelled; nothing was made.</source>
        <translation>已取消，什么都没有创建。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantPromptsPage</name>
    <message>
        <source>&amp;Captions, where an image has one; else the generic sentence</source>
        <translation>有图片描述时用描述，否则用通用句(&amp;C)</translation>
    </message>
    <message>
        <source>The &amp;generic sentence, made of each image&apos;s classes</source>
        <translation>由每张图片的类别组成的通用句(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;One prompt for all</source>
        <translation>所有图片用同一提示词(&amp;O)</translation>
    </message>
    <message>
        <source>Captions from a &amp;file…</source>
        <translation>从文件读取图片描述…(&amp;F)</translation>
    </message>
    <message>
        <source>What are the images redrawn with?</source>
        <translation>用什么重绘图片？</translation>
    </message>
    <message>
        <source>The prompt tells the model what the picture shows. Every ladder can have another one.</source>
        <translation>提示词告诉模型图片内容。每个阶梯都可以用不同的提示词。</translation>
    </message>
    <message>
        <source>Prompt for all images</source>
        <translation>所有图片的提示词</translation>
    </message>
    <message>
        <source>for example: A photo of a street in the rain.</source>
        <translation>例如：雨中街道的照片。</translation>
    </message>
    <message>
        <source>A COCO captions file. Text files beside the images are found by themselves.</source>
        <translation>COCO 图片描述文件。图片旁的文本文件会自动找到。</translation>
    </message>
    <message>
        <source>The first prompts</source>
        <translation>前几条提示词</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>图片描述</translation>
    </message>
    <message>
        <source>COCO captions (*.json)</source>
        <translation>COCO 图片描述 (*.json)</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>%1 of %2 images have a caption.</source>
        <translation>%2 张图片中 %1 张有描述。</translation>
    </message>
    <message>
        <source>There are no images yet.</source>
        <translation>还没有图片。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantSourcePage</name>
    <message>
        <source>From &amp;images or a dataset</source>
        <translation>从图片或数据集(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Empty; images are added later</source>
        <translation>空项目，以后再添加图片(&amp;E)</translation>
    </message>
    <message>
        <source>What does the project start from?</source>
        <translation>项目从什么开始？</translation>
    </message>
    <message>
        <source>The images stay where they are and are never changed.</source>
        <translation>图片保留在原处，永不改动。</translation>
    </message>
    <message>
        <source>Folder or file</source>
        <translation>文件夹或文件</translation>
    </message>
    <message>
        <source>A folder of images, a dataset&apos;s folder, or its annotation file</source>
        <translation>图片文件夹、数据集文件夹或其标注文件</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>&amp;Folder…</source>
        <translation>文件夹…(&amp;F)</translation>
    </message>
    <message>
        <source>Fi&amp;le…</source>
        <translation>文件…(&amp;L)</translation>
    </message>
    <message>
        <source>Fo&amp;rmat</source>
        <translation>格式(&amp;R)</translation>
    </message>
    <message>
        <source>Folder of images or of a dataset</source>
        <translation>图片或数据集的文件夹</translation>
    </message>
    <message>
        <source>Annotation file of a dataset</source>
        <translation>数据集的标注文件</translation>
    </message>
    <message>
        <source>Datasets (*.json *.yaml *.yml *.xml);;All files (*)</source>
        <translation>数据集 (*.json *.yaml *.yml *.xml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 holds no image that can be read.</source>
        <translation>%1 中没有可读取的图片。</translation>
    </message>
    <message>
        <source>%1: %2 images, %3 boxes, %4 classes, %5 captions.</source>
        <translation>%1：%2 张图片、%3 个框、%4 个类别、%5 条描述。</translation>
    </message>
    <message>
        <source>%1 problems; the first: %2: %3</source>
        <translation>%1 个问题；第一个：%2：%3</translation>
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
    <message>
        <source>ghost</source>
        <translation>虚框</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>已忽略</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>已隐藏</translation>
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
    <name>destudio::ui::BundleMenu</name>
    <message>
        <source>The built-in bundle (clip art)</source>
        <translation>内置模型包（剪贴画）</translation>
    </message>
    <message>
        <source>Your models</source>
        <translation>您的模型</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Models, and which ones fit</source>
        <translation>模型，以及哪些适用</translation>
    </message>
    <message>
        <source>Choose a bundle folder</source>
        <translation>选择模型包文件夹</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>选择模型文件</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.ckpt);;All files (*)</source>
        <translation>模型 (*.safetensors *.ckpt);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>destudio::ui::CarryController</name>
    <message>
        <source>Choose a box first; it is carried to the other variants of its reference.</source>
        <translation>请先选择一个框；它会传递到同一参考图的其他变体。</translation>
    </message>
    <message>
        <source>There is no other variant to carry to that is still open.</source>
        <translation>没有其他未审核的变体可以传递。</translation>
    </message>
    <message>
        <source>The other variants have this box already.</source>
        <translation>其他变体已有此框。</translation>
    </message>
    <message numerus="yes">
        <source>Carried to %n variants.</source>
        <translation>
            <numerusform>已传递到 %n 个变体。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n variants neither picture nor detector agrees: a ghost marks the place.</source>
        <translation>
            <numerusform>在 %n 个变体中图片和检测器都不认同：用虚框标出位置。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reviewed variants were left alone.</source>
        <translation>
            <numerusform>%n 个已审核的变体保持不变。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures could not be read.</source>
        <translation>
            <numerusform>%n 张图片无法读取。</numerusform>
        </translation>
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
    <name>destudio::ui::ClassCheckModel</name>
    <message>
        <source>The adapter does not know this class.</source>
        <translation>适配器不认识此类别。</translation>
    </message>
    <message>
        <source>The adapter is blind to this class: it finds none of its objects.</source>
        <translation>适配器对此类别失明：一个对象也找不到。</translation>
    </message>
    <message>
        <source>blind</source>
        <translation>失明</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Labelled objects that count</source>
        <translation>计入的已标注对象</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Average precision over IoU 0.5 to 0.95</source>
        <translation>IoU 0.5 到 0.95 的平均精度</translation>
    </message>
    <message>
        <source>AP</source>
        <translation>AP</translation>
    </message>
    <message>
        <source>Average precision at IoU 0.5</source>
        <translation>IoU 0.5 的平均精度</translation>
    </message>
    <message>
        <source>AP50</source>
        <translation>AP50</translation>
    </message>
    <message>
        <source>The score with the best F1</source>
        <translation>F1 最高的置信度</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall at that threshold</source>
        <translation>该阈值下精确率与召回率的调和平均</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassModel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1, %2 of %3 accepted, %4 boxes</source>
        <translation>%1，%3 中已接受 %2，%4 个框</translation>
    </message>
    <message>
        <source>The first ten are chosen by the digits 1 to 9 and 0; exports keep this order.</source>
        <translation>前十个用数字 1 到 9 和 0 选择；导出保持此顺序。</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>待审核</translation>
    </message>
    <message>
        <source>All boxes</source>
        <translation>全部框</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassPopup</name>
    <message>
        <source>Class name</source>
        <translation>类别名称</translation>
    </message>
    <message>
        <source>Classes that match</source>
        <translation>匹配的类别</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>按键 %1</translation>
    </message>
    <message>
        <source>New class “%1”</source>
        <translation>新类别“%1”</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassStrip</name>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>All classes (E)</source>
        <translation>所有类别 (E)</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1: the selected boxes, or what is drawn next (%2)</source>
        <translation>%1：所选的框，或接下来绘制的框（%2）</translation>
    </message>
    <message>
        <source>%1: the selected boxes, or what is drawn next</source>
        <translation>%1：所选的框，或接下来绘制的框</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message numerus="yes">
        <source>%n more classes</source>
        <translation>
            <numerusform>还有 %n 个类别</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassesDialog</name>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n 个框</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;New class…</source>
        <translation>新类别…(&amp;N)</translation>
    </message>
    <message>
        <source>Move the class up</source>
        <translation>上移类别</translation>
    </message>
    <message>
        <source>Move the class down</source>
        <translation>下移类别</translation>
    </message>
    <message>
        <source>Remove the class</source>
        <translation>移除类别</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>应用(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>合并(&amp;M)</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Color of the class</source>
        <translation>类别的颜色</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>名称(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Color</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Lower bound</source>
        <translation>下限(&amp;L)</translation>
    </message>
    <message>
        <source>What this changes</source>
        <translation>会改变什么</translation>
    </message>
    <message>
        <source>Make its boxes boxes &amp;of</source>
        <translation>将它的框改为(&amp;O)</translation>
    </message>
    <message>
        <source>%1, as the project</source>
        <translation>%1，与项目相同</translation>
    </message>
    <message>
        <source>choose a class</source>
        <translation>选择类别</translation>
    </message>
    <message>
        <source>Move the class up (Ctrl+Up)</source>
        <translation>上移类别 (Ctrl+Up)</translation>
    </message>
    <message>
        <source>Move the class down (Ctrl+Down)</source>
        <translation>下移类别 (Ctrl+Down)</translation>
    </message>
    <message>
        <source>“%3” will be the class of %1 in %2.</source>
        <translation>“%3”将成为 %2中 %1的类别。</translation>
    </message>
    <message>
        <source>Detections below the threshold that change as well: %1.</source>
        <translation>阈值以下的检测也会改变：%1。</translation>
    </message>
    <message>
        <source>“%1” leaves the list; what later comes under this name counts as “%2”.</source>
        <translation>“%1”从列表中消失；以后以此名出现的计为“%2”。</translation>
    </message>
    <message>
        <source>“%3” will be the class of %1 in %2. What later comes as “%4” gets the new name.</source>
        <translation>“%3”将成为 %2中 %1的类别。以后以“%4”出现的会用新名称。</translation>
    </message>
    <message>
        <source>%2 instead of %3 will be the color of %1, everywhere.</source>
        <translation>%1的颜色处处由 %3 改为 %2。</translation>
    </message>
    <message>
        <source>%1 are wanted; %2 are accepted, so %3 are missing.</source>
        <translation>需要 %1；已接受 %2，还差 %3。</translation>
    </message>
    <message>
        <source>%1 are wanted; with %2 accepted that is reached.</source>
        <translation>需要 %1；已接受 %2，已达到。</translation>
    </message>
    <message>
        <source>There is a class “%1” already. To make the two one, choose it below and merge.</source>
        <translation>已有类别“%1”。要合二为一，请在下面选择它并合并。</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>类别需要名称。</translation>
    </message>
    <message>
        <source>Nothing yet. This is the class of %1 in %2.</source>
        <translation>还没有改动。这是 %2中 %1的类别。</translation>
    </message>
    <message>
        <source>“%1” becomes number %2 of %3 in lists and exports.</source>
        <translation>“%1”在列表和导出中成为第 %2 个，共 %3 个。</translation>
    </message>
    <message>
        <source>The key %1 chooses it.</source>
        <translation>按键 %1 选择它。</translation>
    </message>
    <message>
        <source>No box changes.</source>
        <translation>没有框改变。</translation>
    </message>
    <message>
        <source>The class leaves the list; no box has it.</source>
        <translation>此类别从列表中消失；没有框属于它。</translation>
    </message>
    <message>
        <source>This is the class of %1, so it stays. Merge it into another one.</source>
        <translation>它是 %1的类别，因此保留。请把它合并到另一个类别。</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>Another color…</source>
        <translation>其他颜色…</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>新类别</translation>
    </message>
    <message>
        <source>Name of the class</source>
        <translation>类别的名称</translation>
    </message>
    <message>
        <source>new class %1</source>
        <translation>新类别 %1</translation>
    </message>
    <message>
        <source>change class %1</source>
        <translation>修改类别 %1</translation>
    </message>
    <message>
        <source>remove class %1</source>
        <translation>移除类别 %1</translation>
    </message>
    <message>
        <source>move class %1</source>
        <translation>移动类别 %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::CloseQuestion</name>
    <message>
        <source>a training (step %1 of %2)</source>
        <translation>训练（第 %1 步，共 %2 步）</translation>
    </message>
    <message>
        <source>a training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>a scale-up</source>
        <translation>扩增</translation>
    </message>
    <message>
        <source>ladders</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>an export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Still running: %1.</source>
        <translation>仍在运行：%1。</translation>
    </message>
    <message>
        <source>Close DiffusionEngine Studio?</source>
        <translation>关闭 DiffusionEngine Studio？</translation>
    </message>
    <message>
        <source>What is finished is kept. Ladders and trainings pause and can be resumed.</source>
        <translation>已完成的内容会保留。阶梯和训练会暂停，之后可以继续。</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keep open</source>
        <translation>保持打开(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Do not ask again</source>
        <translation>不再询问(&amp;D)</translation>
    </message>
    <message>
        <source>a new domain (step %1 of %2)</source>
        <translation>新领域（第 %1 步，共 %2 步）</translation>
    </message>
    <message>
        <source>a new domain</source>
        <translation>新领域</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DiffDelegate</name>
    <message>
        <source>not there</source>
        <translation>不存在</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DiffRowTexts</name>
    <message>
        <source>a new reference</source>
        <translation>新参考图</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>a reference that is gone</source>
        <translation>已不在的参考图</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>已不在</translation>
    </message>
    <message>
        <source>a reference with other boxes, caption or file</source>
        <translation>框、说明或文件有变的参考图</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>新增 %1</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>boxes: %1</source>
        <translation>框：%1</translation>
    </message>
    <message>
        <source>corrected: %1 boxes of its own</source>
        <translation>已更正：%1 个自有框</translation>
    </message>
    <message>
        <source>no boxes of its own any more: %1 before</source>
        <translation>不再有自有框：之前 %1 个</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DivisionForm</name>
    <message>
        <source>Share of val</source>
        <translation>val 的比例</translation>
    </message>
    <message>
        <source>Share of test</source>
        <translation>test 的比例</translation>
    </message>
    <message>
        <source>Divide</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Not divided: all for training</source>
        <translation>不划分：全部用于训练</translation>
    </message>
    <message>
        <source>Into train, val and test</source>
        <translation>分为 train、val 和 test</translation>
    </message>
    <message>
        <source>What was made of one reference, and pictures that look alike, stay in one split.</source>
        <translation>由同一参考图生成的图片和相似的图片留在同一划分中。</translation>
    </message>
    <message>
        <source>Dataset to hold against</source>
        <translation>用于比对的数据集</translation>
    </message>
    <message>
        <source>Hold against a dataset for val or test (optional)</source>
        <translation>与用于 val 或 test 的数据集比对（可选）</translation>
    </message>
    <message>
        <source>Its val and test pictures, or all of them where it is not divided, must not be the references of what is written, nor look like it.</source>
        <translation>其 val 和 test 图片（未划分时为全部图片）不得是所写内容的参考图，也不得与之相似。</translation>
    </message>
    <message>
        <source>Choose the dataset</source>
        <translation>选择数据集</translation>
    </message>
    <message>
        <source>val</source>
        <translation>val</translation>
    </message>
    <message>
        <source>test</source>
        <translation>test</translation>
    </message>
    <message>
        <source>Hold against</source>
        <translation>比对</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DomainForm</name>
    <message>
        <source>They have no &amp;up and down</source>
        <translation>图像没有上下之分(&amp;U)</translation>
    </message>
    <message>
        <source>blood smear, street at night, …</source>
        <translation>血涂片、夜间街道……</translation>
    </message>
    <message>
        <source>What the pictures are, for their prompts.</source>
        <translation>图像的内容，用于提示词。</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>左右</translation>
    </message>
    <message>
        <source>Top and bottom</source>
        <translation>上下</translation>
    </message>
    <message>
        <source>Both ways</source>
        <translation>两个方向</translation>
    </message>
    <message>
        <source>They may be turned, as pictures from a microscope or from above.</source>
        <translation>可以旋转，例如显微镜图像或俯视图像。</translation>
    </message>
    <message>
        <source>The built-in model</source>
        <translation>内置模型</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>从零开始</translation>
    </message>
    <message>
        <source>An evening (3 hours)</source>
        <translation>一个晚上（3 小时）</translation>
    </message>
    <message>
        <source>Overnight (10 hours)</source>
        <translation>过夜（10 小时）</translation>
    </message>
    <message>
        <source>A weekend (60 hours)</source>
        <translation>一个周末（60 小时）</translation>
    </message>
    <message>
        <source>A number of steps</source>
        <translation>指定步数</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>They s&amp;how</source>
        <translation>内容(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Mirror them</source>
        <translation>镜像(&amp;M)</translation>
    </message>
    <message>
        <source>Start &amp;from</source>
        <translation>起点(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <source>%1, which is opened</source>
        <translation>%1（已打开）</translation>
    </message>
    <message>
        <source>Give the model a name first.</source>
        <translation>请先为模型命名。</translation>
    </message>
    <message>
        <source>A name cannot hold “/” or begin with a dot.</source>
        <translation>名称不能包含“/”，也不能以点开头。</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DomainPage</name>
    <message>
        <source>New domain</source>
        <translation>新领域</translation>
    </message>
    <message>
        <source>Drop a folder of photographs or a dataset here. A model learns to draw pictures like them; two hundred are a good beginning.</source>
        <translation>把照片文件夹或数据集拖到这里。模型会学习绘制类似的图像；两百张是个好的开始。</translation>
    </message>
    <message>
        <source>&amp;Choose a folder…</source>
        <translation>选择文件夹(&amp;C)…</translation>
    </message>
    <message>
        <source>Looking at the pictures</source>
        <translation>正在查看图像</translation>
    </message>
    <message>
        <source>Go on with the next stage by itself</source>
        <translation>自动继续下一阶段</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Other pictures…</source>
        <translation>其他图像(&amp;O)…</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>选择图像文件夹</translation>
    </message>
    <message>
        <source>The first samples come when the model has learned a little.</source>
        <translation>模型学到一些内容后会出现第一批样张。</translation>
    </message>
    <message>
        <source>Samples of the model appear here while it learns.</source>
        <translation>模型学习时，样张会显示在这里。</translation>
    </message>
    <message>
        <source>U-Net</source>
        <translation>U-Net</translation>
    </message>
    <message>
        <source>on held-out pictures</source>
        <translation>留出图像上</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>自编码器</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>尚未训练</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DomainTexts</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>under a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>First ladder</source>
        <translation>第一个阶梯</translation>
    </message>
    <message>
        <source>Does it help?</source>
        <translation>有帮助吗？</translation>
    </message>
    <message>
        <source>Learns to draw pictures like these. Labels are not needed.</source>
        <translation>学习绘制这类图像，不需要标注。</translation>
    </message>
    <message>
        <source>Learns to find the objects, from the labelled pictures.</source>
        <translation>从已标注的图像中学习查找目标。</translation>
    </message>
    <message>
        <source>Makes a project of the pictures that uses the new model.</source>
        <translation>用这些图像建立使用新模型的项目。</translation>
    </message>
    <message>
        <source>Trains small detectors with and without variants and compares them.</source>
        <translation>分别用和不用变体训练小型检测器并进行比较。</translation>
    </message>
    <message>
        <source>Can start.</source>
        <translation>可以开始。</translation>
    </message>
    <message>
        <source>Waits for the pictures: there is nothing at %1.</source>
        <translation>等待图像：%1 处什么都没有。</translation>
    </message>
    <message>
        <source>Waits for the base model.</source>
        <translation>等待基础模型。</translation>
    </message>
    <message>
        <source>Waits for labelled pictures: none of the %1 has a box.</source>
        <translation>等待已标注的图像：%1 张中没有一张有框。</translation>
    </message>
    <message>
        <source>Waits for labelled pictures: only %1 of the %2 has a box, and two are needed.</source>
        <translation>等待已标注的图像：%2 张中只有 %1 张有框，至少需要两张。</translation>
    </message>
    <message>
        <source>Waits for the adapter.</source>
        <translation>等待适配器。</translation>
    </message>
    <message>
        <source>Finished after %1 steps, in %2.</source>
        <translation>已完成：%1 步，用时 %2。</translation>
    </message>
    <message>
        <source>Finished after %1 steps, in %2. Loss on held-out pictures: %3 at first, %4 at best.</source>
        <translation>已完成：%1 步，用时 %2。留出图像上的损失：最初 %3，最佳 %4。</translation>
    </message>
    <message>
        <source>Finished in %1. On held-out pictures: mAP %2, mAP50 %3.</source>
        <translation>已完成，用时 %1。留出图像上：mAP %2，mAP50 %3。</translation>
    </message>
    <message>
        <source>The project is ready.</source>
        <translation>项目已就绪。</translation>
    </message>
    <message>
        <source>Finished in %1.</source>
        <translation>已完成，用时 %1。</translation>
    </message>
    <message>
        <source>pictures alone</source>
        <translation>仅图像</translation>
    </message>
    <message>
        <source>with variants</source>
        <translation>加上变体</translation>
    </message>
    <message>
        <source>%1 (%2): mAP %3 ± %4, mAP50 %5</source>
        <translation>%1（%2）：mAP %3 ± %4，mAP50 %5</translation>
    </message>
    <message>
        <source>Stopped by an error: %1</source>
        <translation>因错误停止：%1</translation>
    </message>
    <message>
        <source>Stopped after %1 of work; goes on where it was.</source>
        <translation>工作 %1 后停止；可从原处继续。</translation>
    </message>
    <message>
        <source>Waits for its turn among the jobs.</source>
        <translation>正在任务队列中等待。</translation>
    </message>
    <message>
        <source>Measures the speed of this machine in a short trial…</source>
        <translation>正在用一次简短试运行测量本机速度……</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>自编码器</translation>
    </message>
    <message>
        <source>U-Net</source>
        <translation>U-Net</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>加载中</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>工作中</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>%1; %2 left</source>
        <translation>%1；剩余 %2</translation>
    </message>
    <message>
        <source>%1 pictures, %2 of them labelled</source>
        <translation>%1 张图像，其中 %2 张已标注</translation>
    </message>
    <message>
        <source>Read as: %1</source>
        <translation>读取格式：%1</translation>
    </message>
    <message>
        <source>All of %1 pixels</source>
        <translation>全部为 %1 像素</translation>
    </message>
    <message>
        <source>%1 to %2 pixels, the middle one %3</source>
        <translation>%1 到 %2 像素，居中的为 %3</translation>
    </message>
    <message>
        <source>%1 with a caption</source>
        <translation>%1 张有说明文字</translation>
    </message>
    <message>
        <source>without a split</source>
        <translation>未划分</translation>
    </message>
    <message>
        <source>Splits: %1</source>
        <translation>划分：%1</translation>
    </message>
    <message>
        <source>%1 look like another one, such as %2 and %3</source>
        <translation>%1 张与另一张相似，例如 %2 和 %3</translation>
    </message>
    <message>
        <source>No near-duplicates</source>
        <translation>没有近似重复</translation>
    </message>
    <message>
        <source>%1 cannot be read, such as %2</source>
        <translation>%1 个无法读取，例如 %2</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另外 %1 个</translation>
    </message>
    <message>
        <source>No boxes</source>
        <translation>没有框</translation>
    </message>
    <message>
        <source>Boxes: %1</source>
        <translation>框：%1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::EditController</name>
    <message>
        <source>This project has no classes yet. Press E and type a class name, then draw again.</source>
        <translation>此项目还没有类别。按 E 输入类别名称，然后重新绘制。</translation>
    </message>
    <message>
        <source>The box is locked. Press L to unlock it.</source>
        <translation>此框已锁定。按 L 解锁。</translation>
    </message>
    <message>
        <source>Every variant of this project is reviewed.</source>
        <translation>此项目的所有变体都已审核。</translation>
    </message>
    <message>
        <source>Every variant of this list is reviewed.</source>
        <translation>此列表中的所有变体都已审核。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::EditorHeader</name>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Brightness, contrast, lines and labels</source>
        <translation>亮度、对比度、线条和标签</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Zoom: %1 %</source>
        <translation>缩放：%1 %</translation>
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
        <source>%1  ·  reference</source>
        <translation>%1  ·  参考图</translation>
    </message>
    <message>
        <source>%1  ·  %2 %  ·  seed %3</source>
        <translation>%1  ·  %2%  ·  种子 %3</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>%1 of %2  ·  %3</source>
        <translation>第 %1 个，共 %2 个  ·  %3</translation>
    </message>
</context>
<context>
    <name>destudio::ui::EvaluationPage</name>
    <message>
        <source>Check the adapter</source>
        <translation>检查适配器</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Precision over recall, IoU 0.5</source>
        <translation>精确率-召回率，IoU 0.5</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Scores: right ones full, wrong ones pale</source>
        <translation>置信度：正确为深色，错误为浅色</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>What to compare with</source>
        <translation>与什么比较</translation>
    </message>
    <message>
        <source>References and their ground truth</source>
        <translation>参考图及其真实标注</translation>
    </message>
    <message>
        <source>Reviewed variants</source>
        <translation>已审核的变体</translation>
    </message>
    <message>
        <source>Progress of the self-check</source>
        <translation>自检进度</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Likely mistakes in the ground truth</source>
        <translation>真实标注中可能的错误</translation>
    </message>
    <message>
        <source>Classes, the weakest first</source>
        <translation>类别，最弱的在前</translation>
    </message>
    <message>
        <source>Loading the bundle…</source>
        <translation>正在加载模型包…</translation>
    </message>
    <message>
        <source>Runs the adapter in use on untouched pictures and compares with what is labelled there.</source>
        <translation>在未改动的图片上运行当前适配器，并与那里的标注比较。</translation>
    </message>
    <message>
        <source>Pictures: %1. mAP %2, mAP50 %3.</source>
        <translation>图片：%1。mAP %2，mAP50 %3。</translation>
    </message>
    <message>
        <source>At the threshold %1: precision %2, recall %3, F1 %4.</source>
        <translation>阈值 %1 时：精确率 %2，召回率 %3，F1 %4。</translation>
    </message>
    <message>
        <source>Classes that it is blind to: %1.</source>
        <translation>它失明的类别：%1。</translation>
    </message>
    <message>
        <source>Pictures left out: %1.</source>
        <translation>略过的图片：%1。</translation>
    </message>
    <message>
        <source>Use threshold %1 (F1 %2)</source>
        <translation>使用阈值 %1（F1 %2）</translation>
    </message>
    <message>
        <source>No likely mistakes in the ground truth</source>
        <translation>真实标注中没有可能的错误</translation>
    </message>
    <message>
        <source>Likely mistakes in the ground truth: %1</source>
        <translation>真实标注中可能的错误：%1</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Nothing is checked yet</source>
        <translation>还没有检查</translation>
    </message>
    <message>
        <source>Score %1–%2: %3 right, %4 wrong</source>
        <translation>置信度 %1–%2：正确 %3，错误 %4</translation>
    </message>
    <message>
        <source>Use the threshold with the best F1</source>
        <translation>使用 F1 最高的阈值</translation>
    </message>
    <message>
        <source>Compare labels…</source>
        <translation>对照标注…</translation>
    </message>
    <message>
        <source>The adapter, a second detector and the labels side by side, the most doubtful label first</source>
        <translation>适配器、第二个检测器和标注并排显示，最可疑的标注在前</translation>
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
    <message>
        <source>Cancelled; no report was written.</source>
        <translation>已取消，没有写报告。</translation>
    </message>
    <message>
        <source>Not written: %1. Tick what may leak, or divide otherwise.</source>
        <translation>未写入：%1。请勾选允许的泄漏，或改变划分。</translation>
    </message>
    <message>
        <source>It is version %1 of the project.</source>
        <translation>这是项目的版本 %1。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ExportPage</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
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
    <message>
        <source>Write a &amp;report</source>
        <translation>写报告(&amp;R)</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>导出进度</translation>
    </message>
    <message>
        <source>One page with pictures, charts and every warning, into the same folder</source>
        <translation>含图片、图表和全部警告的一页，写入同一文件夹</translation>
    </message>
    <message>
        <source>The report: %1</source>
        <translation>报告：%1</translation>
    </message>
    <message>
        <source>Open the &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Leaves in the folder: %1</source>
        <translation>文件夹中将生成：%1</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>请先打开项目。</translation>
    </message>
    <message>
        <source>Repl&amp;ace what is there</source>
        <translation>替换现有内容(&amp;A)</translation>
    </message>
    <message>
        <source>No variant is in these states. Accept some, or choose other states.</source>
        <translation>没有处于这些状态的变体。请接受一些，或选择其他状态。</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>划分</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ExportPreviewPanel</name>
    <message>
        <source>Classes to be written</source>
        <translation>将要写出的类别</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>框</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>将要写出的内容</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1，含 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n 张图片</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n 个框</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the images were looked at by nobody.</source>
        <translation>
            <numerusform>其中 %n 张图片没有人看过。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images have no box; they count as background.</source>
        <translation>
            <numerusform>%n 张图片没有框；它们算作背景。</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer than %1 images show: %2</source>
        <translation>少于 %1 张图片含有：%2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::FitNotices</name>
    <message>
        <source>Choose a model that fits…</source>
        <translation>选择适用的模型…</translation>
    </message>
    <message>
        <source>Train an adapter for my classes…</source>
        <translation>为我的类别训练适配器…</translation>
    </message>
    <message>
        <source>Try it anyway</source>
        <translation>仍然试试</translation>
    </message>
    <message numerus="yes">
        <source>Of %n objects none was found again at any ratio. The model may not suit these pictures.</source>
        <translation>
            <numerusform>%n 个对象在任何比例下都没有再找到。此模型可能不适合这些图片。</numerusform>
        </translation>
    </message>
    <message>
        <source>Teach a model these pictures…</source>
        <translation>让模型学习这些图像…</translation>
    </message>
</context>
<context>
    <name>destudio::ui::FitTexts</name>
    <message>
        <source>%1 more</source>
        <translation>另外 %1 个</translation>
    </message>
    <message>
        <source>This model draws clip art and finds none of your %1 classes (%2). With it, variants of photographs will not be usable.</source>
        <translation>此模型画的是剪贴画，找不到您的 %1 个类别中的任何一个（%2）。用它生成的照片变体将无法使用。</translation>
    </message>
    <message>
        <source>This model draws clip art, and these are photographs: with it, their variants will not be usable.</source>
        <translation>此模型画的是剪贴画，而这些是照片：用它生成的变体将无法使用。</translation>
    </message>
    <message>
        <source>The adapter in use finds none of your %1 classes (%2): variants will have no boxes of them.</source>
        <translation>所用适配器找不到您的 %1 个类别中的任何一个（%2）：变体不会有它们的框。</translation>
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
    <message>
        <source>Only the variants that were chosen on the map are searched. Search all again.</source>
        <translation>只在地图上选中的变体中搜索。重新搜索全部。</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen on the map</source>
        <translation>
            <numerusform>地图上选中 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Search all variants again</source>
        <translation>重新搜索所有变体</translation>
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
    <message>
        <source>No project is open</source>
        <translation>没有打开的项目</translation>
    </message>
    <message>
        <source>The variants of a project are collected here.</source>
        <translation>项目的变体都汇集在这里。</translation>
    </message>
    <message>
        <source>Every variant of this list is reviewed.</source>
        <translation>此列表中的所有变体都已审核。</translation>
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
        <source>The adapter is in use from now on. %1</source>
        <translation>从现在起使用此适配器。%1</translation>
    </message>
    <message>
        <source>The bundle&apos;s choice</source>
        <translation>由模型包决定</translation>
    </message>
    <message>
        <source>Last step (no extra time)</source>
        <translation>最后一步（不费时间）</translation>
    </message>
    <message>
        <source>One more call at t = 1</source>
        <translation>在 t = 1 再调用一次</translation>
    </message>
    <message>
        <source>What suits the machine</source>
        <translation>适合本机</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>更多设置</translation>
    </message>
    <message>
        <source>Et&amp;a</source>
        <translation>噪声 eta(&amp;A)</translation>
    </message>
    <message>
        <source>Bo&amp;xes from</source>
        <translation>框取自(&amp;X)</translation>
    </message>
    <message>
        <source>Which call of the model the boxes are read from.</source>
        <translation>从模型的哪次调用读取框。</translation>
    </message>
    <message>
        <source>Pre&amp;cision</source>
        <translation>精度(&amp;C)</translation>
    </message>
    <message>
        <source>The arithmetic. The same seed gives other pictures in another one.</source>
        <translation>运算精度。同一种子在不同精度下得到不同图片。</translation>
    </message>
    <message>
        <source>Caption, else classes</source>
        <translation>图片描述，否则类别</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Words after every prompt</source>
        <translation>加在每条提示词后的词</translation>
    </message>
    <message>
        <source>Another seed at random</source>
        <translation>换一个随机种子</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Made &amp;of</source>
        <translation>由来(&amp;O)</translation>
    </message>
    <message>
        <source>What the prompt is made of while none is typed.</source>
        <translation>未输入提示词时用什么组成。</translation>
    </message>
    <message>
        <source>S&amp;uffix</source>
        <translation>后缀(&amp;U)</translation>
    </message>
    <message>
        <source>Added to every prompt, typed or made.</source>
        <translation>加到每条提示词后，无论输入还是组成。</translation>
    </message>
    <message>
        <source>What the model is led away from.</source>
        <translation>让模型远离的内容。</translation>
    </message>
    <message>
        <source>How closely the prompt is followed; 1 switches guidance off.</source>
        <translation>遵循提示词的程度；1 关闭引导。</translation>
    </message>
    <message>
        <source>S&amp;teps</source>
        <translation>步数(&amp;T)</translation>
    </message>
    <message>
        <source>Steps of the whole schedule; each ratio runs its part of them.</source>
        <translation>整个计划的步数；每个比例运行其中一部分。</translation>
    </message>
    <message>
        <source>How noise is taken away.</source>
        <translation>如何去除噪声。</translation>
    </message>
    <message>
        <source>What the variants show. Empty: it is made as chosen below.</source>
        <translation>变体显示什么。留空：按下面的选择组成。</translation>
    </message>
    <message>
        <source>The model&apos;s choice</source>
        <translation>由模型决定</translation>
    </message>
    <message>
        <source>Leading</source>
        <translation>Leading（靠前）</translation>
    </message>
    <message>
        <source>Linspace</source>
        <translation>Linspace（均匀）</translation>
    </message>
    <message>
        <source>Trailing</source>
        <translation>Trailing（靠后）</translation>
    </message>
    <message>
        <source>One more call at the adapter&apos;s best t</source>
        <translation>在适配器的最佳 t 多调用一次</translation>
    </message>
    <message>
        <source>Noise that DDIM and TCD add again at each step, 0 to 1.</source>
        <translation>DDIM 和 TCD 每一步重新加入的噪声，0 到 1。</translation>
    </message>
    <message>
        <source>Rescale</source>
        <translation>回缩</translation>
    </message>
    <message>
        <source>How far guidance is kept from raising contrast, 0 to 1. For models with zero terminal SNR: 0.7.</source>
        <translation>在多大程度上防止引导提高对比度，0 到 1。终点信噪比为零的模型用 0.7。</translation>
    </message>
    <message>
        <source>Timesteps</source>
        <translation>时间步</translation>
    </message>
    <message>
        <source>How the steps lie in the schedule. Turbo, Lightning and Hyper models need Trailing.</source>
        <translation>各步在计划中的分布。Turbo、Lightning 和 Hyper 模型需要 Trailing。</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Files that are merged into the bundle, each with its strength.</source>
        <translation>合并进模型包的文件，每个有自己的强度。</translation>
    </message>
    <message>
        <source>Euler ancestral</source>
        <translation>Euler ancestral</translation>
    </message>
    <message>
        <source>DPM-Solver++ 2M SDE</source>
        <translation>DPM-Solver++ 2M SDE</translation>
    </message>
    <message>
        <source>LCM (few steps)</source>
        <translation>LCM（少步）</translation>
    </message>
    <message>
        <source>TCD (few steps)</source>
        <translation>TCD（少步）</translation>
    </message>
    <message>
        <source>The adapter was made for another model; this one&apos;s own is in use.</source>
        <translation>该适配器是为其他模型制作的；现在使用此模型自带的适配器。</translation>
    </message>
    <message>
        <source>The LoRA files were taken off the list: they were added to another model.</source>
        <translation>LoRA 文件已移出列表：它们是为其他模型添加的。</translation>
    </message>
    <message>
        <source>It is made for few steps (%1): sampler %2, %3 steps and guidance %4 are set.</source>
        <translation>它为少步数制作（%1）：已设置采样器 %2、%3 步和引导 %4。</translation>
    </message>
    <message>
        <source>Without %1 the model needs its usual steps: sampler %2, %3 steps and guidance %4 are set again.</source>
        <translation>没有 %1，模型需要通常的步数：已恢复采样器 %2、%3 步和引导 %4。</translation>
    </message>
    <message>
        <source>Choose the model that draws</source>
        <translation>选择用来绘制的模型</translation>
    </message>
    <message>
        <source>Ratios</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Drag a handle, or move it with the arrow keys. A double click adds one, Delete takes it away.</source>
        <translation>拖动手柄，或用方向键移动它。双击添加一个，Delete 键删除它。</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Draws the picture while a ratio or a seed is moved, without keeping it.</source>
        <translation>在移动比例或种子时绘制图片，但不保留。</translation>
    </message>
    <message>
        <source>One row of variants for each seed; ranges such as 1-4 are fine. The wheel steps them.</source>
        <translation>每个种子一行变体；可以写 1-4 这样的范围。滚轮可逐个改变种子。</translation>
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
    <message>
        <source>Finishing this image…</source>
        <translation>正在完成这张图片…</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GuideWindow</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>User&apos;s guide</source>
        <translation>用户手册</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章节</translation>
    </message>
    <message>
        <source>Text of the chapter</source>
        <translation>章节正文</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
</context>
<context>
    <name>destudio::ui::HelpMenu</name>
    <message>
        <source>About DiffusionEngine Studio</source>
        <translation>关于 DiffusionEngine Studio</translation>
    </message>
    <message>
        <source>&lt;b&gt;DiffusionEngine Studio %1&lt;/b&gt;</source>
        <translation>&lt;b&gt;DiffusionEngine Studio %1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Makes labelled variants of reference images with a frozen diffusion model, and lets you review them. It implements the paper “DiffusionEngine: Diffusion Model is Scalable Data Engine for Object Detection”.&lt;br&gt;&lt;br&gt;The sources are under the Apache License 2.0. This window also uses Qt %1 and QCustomPlot, which is under the GPL-3, so the program as a whole is under the GPL-3.</source>
        <translation>用冻结的扩散模型生成参考图的带标注变体，并供您审核。它实现了论文《DiffusionEngine: Diffusion Model is Scalable Data Engine for Object Detection》。&lt;br&gt;&lt;br&gt;源代码采用 Apache License 2.0。此窗口还使用 Qt %1 和采用 GPL-3 的 QCustomPlot，因此整个程序采用 GPL-3。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::InspectController</name>
    <message>
        <source>This variant has no picture: its generation failed.</source>
        <translation>此变体没有图片：生成失败了。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::InspectPanel</name>
    <message>
        <source>%1 · %2 % · seed %3</source>
        <translation>%1 · %2% · 种子 %3</translation>
    </message>
    <message>
        <source>%1 · reference</source>
        <translation>%1 · 参考图</translation>
    </message>
    <message>
        <source>Strong attention, no box</source>
        <translation>注意力强，却没有框</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>透视</translation>
    </message>
    <message>
        <source>Classes in the prompt</source>
        <translation>提示词中的类别</translation>
    </message>
    <message>
        <source>Strong attention without a box</source>
        <translation>注意力强却没有框</translation>
    </message>
    <message>
        <source>Add the ticked places as boxes (Return)</source>
        <translation>将勾选的位置添加为框 (Return)</translation>
    </message>
    <message>
        <source>↑ ↓ class · ← → resolution · Tab, Space: tick · Return: add boxes</source>
        <translation>↑ ↓ 类别 · ← → 分辨率 · Tab、空格：勾选 · Return：添加框</translation>
    </message>
    <message>
        <source>The model looks at the picture…</source>
        <translation>模型正在观察图片…</translation>
    </message>
    <message>
        <source>The prompt names none of the project&apos;s classes, so no words have attention.</source>
        <translation>提示词没有提到项目的任何类别，因此没有词的注意力。</translation>
    </message>
    <message>
        <source>Prompt: %1 — The picture was made by another bundle than the one that looks at it.</source>
        <translation>提示词：%1 — 图片由另一个模型包生成。</translation>
    </message>
    <message>
        <source>Prompt: %1</source>
        <translation>提示词：%1</translation>
    </message>
    <message>
        <source>Its strongest attention is %1 times the mean.</source>
        <translation>最强注意力是平均值的 %1 倍。</translation>
    </message>
    <message>
        <source>%1 · %2×</source>
        <translation>%1 · %2×</translation>
    </message>
    <message>
        <source>All strong attention has a box</source>
        <translation>注意力强的地方都有框</translation>
    </message>
    <message>
        <source>Add 1 box</source>
        <translation>添加 1 个框</translation>
    </message>
    <message>
        <source>Add %1 boxes</source>
        <translation>添加 %1 个框</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>all resolutions</source>
        <translation>全部分辨率</translation>
    </message>
    <message>
        <source>1/1</source>
        <translation>1/1</translation>
    </message>
    <message>
        <source>1/%1</source>
        <translation>1/%1</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>1 box</source>
        <translation>1 个框</translation>
    </message>
    <message>
        <source>%1 boxes</source>
        <translation>%1 个框</translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>%1？</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Above Otsu&apos;s threshold</source>
        <translation>高于大津阈值</translation>
    </message>
    <message>
        <source>Attention: %1</source>
        <translation>注意力：%1</translation>
    </message>
    <message>
        <source>%1 % of %2 channels</source>
        <translation>%1 %，共 %2 个通道</translation>
    </message>
    <message>
        <source>Features %1</source>
        <translation>特征 %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::IssueCollector</name>
    <message numerus="yes">
        <source>%n references are not where they were, %1 among them.</source>
        <translation>
            <numerusform>%n 张参考图不在原处，其中有 %1。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::IssueModel</name>
    <message>
        <source>Go to the job</source>
        <translation>转到任务</translation>
    </message>
    <message>
        <source>Go to the variant</source>
        <translation>转到变体</translation>
    </message>
    <message>
        <source>Locate the images…</source>
        <translation>查找图片…</translation>
    </message>
    <message>
        <source>Go to the reference</source>
        <translation>转到参考图</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1（%2 次）</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Go to the export</source>
        <translation>转到导出</translation>
    </message>
</context>
<context>
    <name>destudio::ui::IssuesPanel</name>
    <message>
        <source>Go there</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation>全部忽略</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>一切正常。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::JobIndicator</name>
    <message>
        <source>Progress of all jobs</source>
        <translation>全部任务的进度</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source> · paused</source>
        <translation> · 已暂停</translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation>任务 %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::JobMessages</name>
    <message>
        <source>Resume them</source>
        <translation>继续完成</translation>
    </message>
    <message>
        <source>Discard them</source>
        <translation>放弃</translation>
    </message>
    <message numerus="yes">
        <source>%n ladders were not finished when this project was closed.</source>
        <translation>
            <numerusform>关闭项目时有 %n 个阶梯尚未完成。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::JobModel</name>
    <message>
        <source>Ladder</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Scale-up</source>
        <translation>扩增</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>Finishing this image…</source>
        <translation>正在完成这张图片…</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Running with less memory</source>
        <translation>以较少内存运行</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>加载中</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>destudio::ui::JobsPage</name>
    <message>
        <source>%1 running, %2 waiting</source>
        <translation>%1 个运行，%2 个等待</translation>
    </message>
    <message>
        <source> · paused</source>
        <translation> · 已暂停</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · 剩余 %1</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>还没有任务</translation>
    </message>
    <message>
        <source>Ladders and trainings that were started are listed here while they wait and run, and after they ended.</source>
        <translation>已启动的阶梯和训练在等待、运行和结束后都列在这里。</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
</context>
<context>
    <name>destudio::ui::KeySheet</name>
    <message>
        <source>Key sheet</source>
        <translation>按键一览</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>搜索操作和按键</translation>
    </message>
    <message>
        <source>No action and no key matches.</source>
        <translation>没有匹配的操作或按键。</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <source>&amp;Change keys…</source>
        <translation>更改按键…(&amp;C)</translation>
    </message>
</context>
<context>
    <name>destudio::ui::KeysDialog</name>
    <message>
        <source>&amp;Set</source>
        <translation>设定(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>添加(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>无按键(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Default</source>
        <translation>默认(&amp;D)</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>搜索操作和按键</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>操作及其按键</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>请按新的按键</translation>
    </message>
    <message>
        <source>Make this the action&apos;s only key</source>
        <translation>设为此操作的唯一按键</translation>
    </message>
    <message>
        <source>Give the action this key besides those it has</source>
        <translation>在已有按键之外再加此键</translation>
    </message>
    <message>
        <source>Take all keys away from the action</source>
        <translation>取消此操作的所有按键</translation>
    </message>
    <message>
        <source>Give the action the keys that it comes with</source>
        <translation>恢复此操作的默认按键</translation>
    </message>
    <message>
        <source>Reset a&amp;ll</source>
        <translation>全部重置(&amp;L)</translation>
    </message>
    <message>
        <source>Give every action the keys that it comes with</source>
        <translation>恢复所有操作的默认按键</translation>
    </message>
    <message>
        <source>Choose an action</source>
        <translation>选择一个操作</translation>
    </message>
    <message>
        <source>“%1” has a fixed key</source>
        <translation>“%1”的按键是固定的</translation>
    </message>
    <message>
        <source>New key for “%1”</source>
        <translation>“%1”的新按键</translation>
    </message>
    <message>
        <source>%1 is a fixed key (%2). Choose another one.</source>
        <translation>%1 是固定按键（%2）。请换一个。</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”; it will be taken away there.</source>
        <translation>%1 属于“%2”，将从那里取消。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::KeysModel</name>
    <message>
        <source>This key cannot be changed.</source>
        <translation>此按键不能更改。</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
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
        <source>No references yet</source>
        <translation>还没有参考图</translation>
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
    <message>
        <source>Drop images, a folder or a dataset here, or add them.</source>
        <translation>把图片、文件夹或数据集拖到这里，或点击添加。</translation>
    </message>
    <message>
        <source>new</source>
        <translation>未审核</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 步</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 步</translation>
    </message>
    <message>
        <source>%1 of %2 · guidance %3</source>
        <translation>%2 中的 %1 · 引导 %3</translation>
    </message>
    <message>
        <source>Reference · difference</source>
        <translation>参考图 · 差异</translation>
    </message>
    <message>
        <source>Reference · wipe</source>
        <translation>参考图 · 擦除</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Prompt of this variant</source>
        <translation>此变体的提示词</translation>
    </message>
    <message>
        <source>The variant&apos;s prompt. A word under the pointer shows where the model looked for it.</source>
        <translation>变体的提示词。指针停在一个词上，会显示模型在哪里寻找它。</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>正在绘制…</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Not kept: Generate makes this picture. The wheel steps the seed.</source>
        <translation>未保留：“生成”会做出这张图片。滚轮改变种子。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LeakPanel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%2 的 %1</translation>
    </message>
    <message>
        <source>What leaks</source>
        <translation>泄漏</translation>
    </message>
    <message>
        <source>Pictures of one &amp;source may be in two splits</source>
        <translation>允许同源图片处于两个划分(&amp;S)</translation>
    </message>
    <message>
        <source>Pictures that &amp;look alike may be in two splits</source>
        <translation>允许相似图片处于两个划分(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Generated pictures may be in val and test</source>
        <translation>允许 val 和 test 中有生成的图片(&amp;G)</translation>
    </message>
    <message>
        <source>As --allow-leaks %1 of the command line</source>
        <translation>等同于命令行的 --allow-leaks %1</translation>
    </message>
    <message>
        <source>Comparing the pictures…</source>
        <translation>正在比较图片…</translation>
    </message>
    <message>
        <source>Comparing the pictures: %1 of %2</source>
        <translation>正在比较图片：%1 / %2</translation>
    </message>
    <message>
        <source>Nothing leaks, but for what is ticked.</source>
        <translation>除已勾选的以外没有泄漏。</translation>
    </message>
    <message>
        <source>A figure measured on val or test would flatter the detector. Nothing is written until you tick what may be, or divide otherwise.</source>
        <translation>在 val 或 test 上测得的数值会高估检测器。勾选允许的情况或改变划分之前，不会写入任何内容。</translation>
    </message>
    <message numerus="yes">
        <source>%n pairs of pictures of one source are in two splits</source>
        <translation>
            <numerusform>%n 对同源图片处于两个划分中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs of pictures that look alike are in two splits</source>
        <translation>
            <numerusform>%n 对相似图片处于两个划分中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generated pictures are in val or test</source>
        <translation>
            <numerusform>val 或 test 中有 %n 张生成的图片</numerusform>
        </translation>
    </message>
    <message>
        <source>such as %1</source>
        <translation>例如 %1</translation>
    </message>
    <message>
        <source>such as %1 and %2</source>
        <translation>例如 %1 和 %2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LiveActions</name>
    <message>
        <source>The model looks…</source>
        <translation>模型正在查看…</translation>
    </message>
    <message>
        <source>“%1” was cut off</source>
        <translation>“%1”被截断</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LockDialog</name>
    <message>
        <source>The lock does not say who has it. Close the project there, then try again.</source>
        <translation>锁没有说明属于谁。请在那边关闭项目后重试。</translation>
    </message>
    <message>
        <source>Process %1 on the computer %2 opened it at %3. Whether it still runs cannot be seen from here. If it does not, the lock is stale and can be taken away.</source>
        <translation>计算机 %2 上的进程 %1 于 %3 打开了它。这里无法得知它是否仍在运行。若已不在，锁已失效，可以解除。</translation>
    </message>
    <message>
        <source>Process %1 on this computer opened it at %2. Close the project there, then try again.</source>
        <translation>本机的进程 %1 于 %2 打开了它。请在那边关闭项目后重试。</translation>
    </message>
    <message>
        <source>Process %1, which opened it at %2, does not run any more: the lock is stale and can be taken away.</source>
        <translation>于 %2 打开它的进程 %1 已不在运行：锁已失效，可以解除。</translation>
    </message>
    <message>
        <source>The project is locked</source>
        <translation>项目已锁定</translation>
    </message>
    <message>
        <source>%1 is open in another window.</source>
        <translation>%1 已在另一个窗口中打开。</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Open anyway</source>
        <translation>仍然打开(&amp;O)</translation>
    </message>
    <message>
        <source>If the other window does run, each will not see what the other changes.</source>
        <translation>如果另一个窗口确实在运行，双方都看不到对方的改动。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LogModel</name>
    <message>
        <source>Detail</source>
        <translation>详细</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LogPanel</name>
    <message>
        <source>Least level shown</source>
        <translation>显示的最低级别</translation>
    </message>
    <message>
        <source>Shows lines of this level and above</source>
        <translation>显示此级别及以上的行</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>搜索日志</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>复制行</translation>
    </message>
    <message>
        <source>Copy lines (%1): the selected ones, else all that are shown</source>
        <translation>复制行（%1）：所选的，否则全部显示的</translation>
    </message>
    <message>
        <source>Clear the log</source>
        <translation>清空日志</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LookPanel</name>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>线宽</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>Label of the selected box</source>
        <translation>所选框的标签</translation>
    </message>
    <message>
        <source>No labels</source>
        <translation>无标签</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Brightness and contrast as in the file</source>
        <translation>亮度和对比度与文件一致</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LoopController</name>
    <message>
        <source>Label anew</source>
        <translation>重新标注</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LoopPanel</name>
    <message>
        <source>Learn &amp;while I review</source>
        <translation>边审核边学习(&amp;W)</translation>
    </message>
    <message>
        <source>Expected edits per image</source>
        <translation>每张图片的预计修改数</translation>
    </message>
    <message>
        <source>corrections</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>After so many accepted or corrected variants the adapter learns from them in the background, and variants that nobody has reviewed get new labels.</source>
        <translation>每接受或修正这么多变体之后，适配器在后台从中学习，尚未审核的变体会得到新的标注。</translation>
    </message>
    <message>
        <source>Corrections from one training to the next</source>
        <translation>两次训练之间的修正数</translation>
    </message>
    <message>
        <source>every</source>
        <translation>每</translation>
    </message>
    <message>
        <source>The adapter learns from %1 corrections…</source>
        <translation>适配器正在从 %1 个修正中学习…</translation>
    </message>
    <message>
        <source>What it learnt labels the variants that are not reviewed…</source>
        <translation>正在用学到的内容标注未审核的变体…</translation>
    </message>
    <message>
        <source>The last training was worse on corrections it had not seen; the adapter stays.</source>
        <translation>上次训练在未见过的修正上变差；适配器保持不变。</translation>
    </message>
    <message>
        <source>The last training: %1 expected edits per image before, %2 after.</source>
        <translation>上次训练：每张图片的预计修改数，之前 %1，之后 %2。</translation>
    </message>
    <message numerus="yes">
        <source>%n corrections to the next training.</source>
        <translation>
            <numerusform>距下次训练还有 %n 个修正。</numerusform>
        </translation>
    </message>
    <message>
        <source>expected</source>
        <translation>预计</translation>
    </message>
    <message>
        <source>made</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>Nothing is reviewed yet</source>
        <translation>尚未审核</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LoraList</name>
    <message>
        <source>Add a LoRA…</source>
        <translation>添加 LoRA…</translation>
    </message>
    <message>
        <source>LoRA files (*.safetensors)</source>
        <translation>LoRA 文件 (*.safetensors)</translation>
    </message>
    <message>
        <source>Strength of %1</source>
        <translation>%1 的强度</translation>
    </message>
    <message>
        <source>1: as it was trained; 0: not at all; below 0: away from what it learned</source>
        <translation>1：如训练所得；0：完全不用；小于 0：与所学相反</translation>
    </message>
    <message>
        <source>Do not use %1 any more</source>
        <translation>不再使用 %1</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1，用于 %2</translation>
    </message>
    <message>
        <source>%1: changes %2 modules by %3 % of their weights</source>
        <translation>%1：改变 %2 个模块，占其权重的 %3 %</translation>
    </message>
    <message>
        <source>, most in %1 (%2 %)</source>
        <translation>，%1 中最多（%2 %）</translation>
    </message>
    <message>
        <source>Not in the model: %1.</source>
        <translation>模型中没有：%1。</translation>
    </message>
    <message>
        <source>Of another size: %1.</source>
        <translation>大小不符：%1。</translation>
    </message>
    <message>
        <source>Tensors with unknown names: %1.</source>
        <translation>名称未知的张量：%1。</translation>
    </message>
    <message>
        <source>A file that changes the bundle&apos;s style or subject, of kohya, LyCORIS, diffusers or PEFT. It can be dropped here, too.</source>
        <translation>改变模型包风格或主题的文件，来自 kohya、LyCORIS、diffusers 或 PEFT。也可以拖到这里。</translation>
    </message>
    <message>
        <source>Compared with the model…</source>
        <translation>正在与模型比较…</translation>
    </message>
    <message>
        <source>Choose LoRA files</source>
        <translation>选择 LoRA 文件</translation>
    </message>
    <message>
        <source>%1 is in the list already.</source>
        <translation>%1 已在列表中。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::MainWindow</name>
    <message>
        <source>%1 — DiffusionEngine Studio</source>
        <translation>%1 — DiffusionEngine Studio</translation>
    </message>
    <message>
        <source>DiffusionEngine Studio</source>
        <translation>DiffusionEngine Studio</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
</context>
<context>
    <name>destudio::ui::MapFindingsList</name>
    <message>
        <source>What stands out</source>
        <translation>值得注意</translation>
    </message>
    <message numerus="yes">
        <source>%n variants</source>
        <translation>
            <numerusform>%n 个变体</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants look the same</source>
        <translation>
            <numerusform>%n 个变体看起来相同</numerusform>
        </translation>
    </message>
    <message>
        <source>Holes</source>
        <translation>空缺</translation>
    </message>
    <message>
        <source>Crowded places</source>
        <translation>拥挤处</translation>
    </message>
    <message>
        <source>Near-duplicates</source>
        <translation>近似重复</translation>
    </message>
</context>
<context>
    <name>destudio::ui::MapPage</name>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>%1: reference</source>
        <translation>%1：参考图</translation>
    </message>
    <message>
        <source>Variant of %1: %2</source>
        <translation>%1 的变体：%2</translation>
    </message>
    <message numerus="yes">
        <source>Show %n in the &amp;gallery</source>
        <translation>
            <numerusform>在图库中显示 %n 个(&amp;G)</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in the &amp;gallery</source>
        <translation>在图库中显示(&amp;G)</translation>
    </message>
    <message numerus="yes">
        <source>reject %n near-duplicates</source>
        <translation>
            <numerusform>拒绝 %n 个近似重复</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to lay out yet</source>
        <translation>还没有可排布的内容</translation>
    </message>
    <message>
        <source>Every picture of a project becomes a point here.</source>
        <translation>项目的每张图片在这里成为一个点。</translation>
    </message>
    <message>
        <source>Alike by</source>
        <translation>相似依据</translation>
    </message>
    <message>
        <source>Colors</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>What pictures are compared by. Vectors of one kind alone are shown together.</source>
        <translation>图片按什么比较。只有同一种向量会一起显示。</translation>
    </message>
    <message>
        <source>Review state</source>
        <translation>审核状态</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Reference or variant</source>
        <translation>参考图或变体</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Draw round points to choose them; with Shift it works at any time. Escape drops them.</source>
        <translation>圈住点即可选中；按住 Shift 随时可用。Esc 取消选择。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>All points (Home)</source>
        <translation>所有点 (Home)</translation>
    </message>
    <message>
        <source>Lay out again</source>
        <translation>重新排布</translation>
    </message>
    <message>
        <source>New pictures are placed beside those that look like them. This lays out all of them anew.</source>
        <translation>新图片放在与其相似的图片旁边。此操作会重新排布全部图片。</translation>
    </message>
    <message>
        <source>&amp;More here</source>
        <translation>此处多生成(&amp;M)</translation>
    </message>
    <message>
        <source>Queues a ladder with new seeds for the references of the hole.</source>
        <translation>为空缺处的参考图排队生成一个使用新种子的阶梯。</translation>
    </message>
    <message>
        <source>&amp;Keep one</source>
        <translation>只留一个(&amp;K)</translation>
    </message>
    <message>
        <source>Rejects all but one of variants that look the same. An accepted one stays.</source>
        <translation>看起来相同的变体只留一个，其余拒绝。已接受的会保留。</translation>
    </message>
    <message>
        <source>What stands out</source>
        <translation>值得注意</translation>
    </message>
</context>
<context>
    <name>destudio::ui::MapTexts</name>
    <message>
        <source>Group %1: %2</source>
        <translation>第 %1 组：%2</translation>
    </message>
    <message numerus="yes">
        <source>and %n smaller groups</source>
        <translation>
            <numerusform>以及 %n 个较小的组</numerusform>
        </translation>
    </message>
    <message>
        <source>◆ Reference, ● variant</source>
        <translation>◆ 参考图，● 变体</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Hole: no variant fills this reference</source>
        <translation>空缺：没有变体填补此参考图</translation>
    </message>
    <message>
        <source>Colors and edges (no model)</source>
        <translation>颜色和边缘（无模型）</translation>
    </message>
    <message>
        <source>Features of the model %1, %2</source>
        <translation>模型 %1 的特征，%2</translation>
    </message>
    <message>
        <source>last step</source>
        <translation>最后一步</translation>
    </message>
    <message>
        <source>noise level %1</source>
        <translation>噪声级别 %1</translation>
    </message>
    <message>
        <source>Looking at pictures: %1 of %2</source>
        <translation>正在查看图片：%1 / %2</translation>
    </message>
    <message>
        <source>Laying out: %1 %</source>
        <translation>正在排布：%1 %</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>References: %1. Variants: %2.</source>
        <translation>参考图：%1。变体：%2。</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures cannot be shown this way.</source>
        <translation>
            <numerusform>%n 张图片无法这样显示。</numerusform>
        </translation>
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
    <name>destudio::ui::ModelTableModel</name>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>未写明</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ModelTexts</name>
    <message>
        <source>U-Net without its model</source>
        <translation>单独的 U-Net</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>自编码器</translation>
    </message>
    <message>
        <source>Text encoder</source>
        <translation>文本编码器</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>not stated; it is measured when the model is opened</source>
        <translation>未写明；打开模型时测量</translation>
    </message>
    <message>
        <source>, zero terminal SNR</source>
        <translation>，终端信噪比为零</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>LoRA for %1</source>
        <translation>%1 的 LoRA</translation>
    </message>
    <message>
        <source>, inpainting</source>
        <translation>，修补</translation>
    </message>
    <message>
        <source>, instructions</source>
        <translation>，指令</translation>
    </message>
    <message>
        <source>, few steps</source>
        <translation>，少步数</translation>
    </message>
    <message>
        <source>draws and labels</source>
        <translation>绘制并标注</translation>
    </message>
    <message>
        <source>draws</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>changes a model</source>
        <translation>改变模型</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>lacks %1</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>is a part</source>
        <translation>是部件</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>不能使用</translation>
    </message>
    <message>
        <source>It has an adapter of its own.</source>
        <translation>它自带适配器。</translation>
    </message>
    <message>
        <source>Its own adapter finds %1.</source>
        <translation>它自带的适配器可找到 %1。</translation>
    </message>
    <message>
        <source>It draws, but finds no boxes: it needs an adapter that was trained on a model of the same family. Train one on the page Training with labelled pictures, or choose one beside “Adapter”.</source>
        <translation>它能绘制，但找不到框：需要在同一系列模型上训练的适配器。请在“训练”页面用有标注的图片训练一个，或在“适配器”旁选择一个。</translation>
    </message>
    <message>
        <source>The adapters published with DiffusionEngine are for Stable Diffusion 2; “destudio-cli import-adapter” converts them.</source>
        <translation>随 DiffusionEngine 发布的适配器用于 Stable Diffusion 2；“destudio-cli import-adapter”可转换它们。</translation>
    </message>
    <message>
        <source>An adapter for the model that it is merged into still fits, and finds what it found.</source>
        <translation>它所并入的模型的适配器仍然适用，找到的内容不变。</translation>
    </message>
    <message>
        <source>It labels what the model draws on which it was trained.</source>
        <translation>它标注训练它时所用模型绘制的内容。</translation>
    </message>
    <message>
        <source>It is made for few steps (%1): sampler, steps and guidance are set when it is used.</source>
        <translation>为少步数制作（%1）：使用时会设置采样器、步数和引导。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Predicts</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>about %1 in half precision, %2 in float32</source>
        <translation>半精度约 %1，float32 约 %2</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>部件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Nothing is downloaded for you. Get a model from where it is published, under its licence, and put its file or folder into &lt;b&gt;%1&lt;/b&gt;, or add it from where it is.</source>
        <translation>程序不会替您下载。请从发布处按其许可证获取模型，把文件或文件夹放进 &lt;b&gt;%1&lt;/b&gt;，或从它所在的位置添加。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Stable Diffusion 1.x&lt;/b&gt;, 512 × 512, 2 to 4 GB: “stable-diffusion-v1-5”, and the many models made from it.</source>
        <translation>&lt;b&gt;Stable Diffusion 1.x&lt;/b&gt;，512 × 512，2 至 4 GB：“stable-diffusion-v1-5”及由它制作的众多模型。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Stable Diffusion 2.x&lt;/b&gt;, 512 or 768, 2.5 to 5 GB: “v2-1”, “v2-base”, “sd-turbo”. The published folders were withdrawn; files that people have still work.</source>
        <translation>&lt;b&gt;Stable Diffusion 2.x&lt;/b&gt;，512 或 768，2.5 至 5 GB：“v2-1”、“v2-base”、“sd-turbo”。已发布的文件夹被撤下；手头已有的文件仍可用。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Stable Diffusion XL&lt;/b&gt;, 1024 × 1024, about 7 GB: “stable-diffusion-xl-base-1.0”, “sdxl-turbo”, Pony, Illustrious, NoobAI.</source>
        <translation>&lt;b&gt;Stable Diffusion XL&lt;/b&gt;，1024 × 1024，约 7 GB：“stable-diffusion-xl-base-1.0”、“sdxl-turbo”、Pony、Illustrious、NoobAI。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Few steps&lt;/b&gt;: LCM, Turbo, Lightning and Hyper-SD versions of these, whole or as LoRA; several times as fast.</source>
        <translation>&lt;b&gt;少步数&lt;/b&gt;：它们的 LCM、Turbo、Lightning 和 Hyper-SD 版本，完整或为 LoRA；快数倍。</translation>
    </message>
    <message>
        <source>&lt;b&gt;LoRA&lt;/b&gt; files of kohya, LyCORIS, diffusers and PEFT for any of these.</source>
        <translation>用于以上模型的 kohya、LyCORIS、diffusers 和 PEFT 的 &lt;b&gt;LoRA&lt;/b&gt; 文件。</translation>
    </message>
    <message>
        <source>One file (.safetensors, .ckpt) or a folder in the diffusers layout, full or half precision. A single file holds no CLIP vocabulary: it is taken from any other model here, or from the folder “tokenizer” of one that you name.</source>
        <translation>单个文件（.safetensors、.ckpt）或 diffusers 结构的文件夹，全精度或半精度。单个文件不含 CLIP 词表：它取自这里的其他模型，或您指定的某个模型的“tokenizer”文件夹。</translation>
    </message>
    <message>
        <source>Flux, Stable Diffusion 3, the XL refiner, ControlNets and video models cannot be used.</source>
        <translation>Flux、Stable Diffusion 3、XL 精炼模型、ControlNet 和视频模型不能使用。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ModelsPage</name>
    <message>
        <source>Show its folder</source>
        <translation>显示所在文件夹</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>移出列表</translation>
    </message>
    <message>
        <source>Name CLIP&apos;s vocabulary…</source>
        <translation>指定 CLIP 词表…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>The folders whose models are listed</source>
        <translation>其模型被列出的文件夹</translation>
    </message>
    <message>
        <source>Look through the folders again</source>
        <translation>重新查看文件夹</translation>
    </message>
    <message>
        <source>Progress of looking through the models</source>
        <translation>查看模型的进度</translation>
    </message>
    <message>
        <source>New projects begin with it, and so does the command line</source>
        <translation>新项目以它开始，命令行也是</translation>
    </message>
    <message>
        <source>Take it off the list; nothing is deleted</source>
        <translation>移出列表；不删除任何内容</translation>
    </message>
    <message>
        <source>The folder “tokenizer” of any Stable Diffusion model, with vocab.json and merges.txt</source>
        <translation>任一 Stable Diffusion 模型的“tokenizer”文件夹，含 vocab.json 和 merges.txt</translation>
    </message>
    <message>
        <source>Which models fit</source>
        <translation>哪些模型适用</translation>
    </message>
    <message>
        <source>Models: %1, of which draw: %2</source>
        <translation>模型：%1，其中可绘制：%2</translation>
    </message>
    <message>
        <source>Add to the LoRA list</source>
        <translation>加入 LoRA 列表</translation>
    </message>
    <message>
        <source>Label with it</source>
        <translation>用它标注</translation>
    </message>
    <message>
        <source>Use for this project</source>
        <translation>用于此项目</translation>
    </message>
    <message>
        <source>Use in this window</source>
        <translation>用于此窗口</translation>
    </message>
    <message>
        <source>No longer the default</source>
        <translation>取消默认</translation>
    </message>
    <message>
        <source>Set as default</source>
        <translation>设为默认</translation>
    </message>
    <message>
        <source>%1 is off the list. Its files are where they were; add it again at any time.</source>
        <translation>%1 已移出列表。文件仍在原处；随时可以重新添加。</translation>
    </message>
    <message>
        <source>Looking at it…</source>
        <translation>正在查看…</translation>
    </message>
    <message>
        <source>Add model files</source>
        <translation>添加模型文件</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.ckpt *.pt *.pth *.bin *.gguf);;All files (*)</source>
        <translation>模型 (*.safetensors *.ckpt *.pt *.pth *.bin *.gguf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Add a model&apos;s folder, or a folder with models</source>
        <translation>添加模型的文件夹，或含有模型的文件夹</translation>
    </message>
    <message>
        <source>Choose a folder with CLIP&apos;s vocabulary (vocab.json, merges.txt)</source>
        <translation>选择含 CLIP 词表的文件夹（vocab.json、merges.txt）</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示 %1</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Take it off the list</source>
        <translation>移出列表</translation>
    </message>
</context>
<context>
    <name>destudio::ui::NewProjectAssistant</name>
    <message>
        <source>New project</source>
        <translation>新项目</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>创建(&amp;C)</translation>
    </message>
</context>
<context>
    <name>destudio::ui::PresetMenu</name>
    <message>
        <source>Photo, the paper&apos;s words</source>
        <translation>照片，论文用词</translation>
    </message>
    <message>
        <source>Plain words</source>
        <translation>朴素用词</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>快速预览</translation>
    </message>
    <message>
        <source>Fine ladder</source>
        <translation>精细阶梯</translation>
    </message>
    <message>
        <source>&amp;Save as a preset…</source>
        <translation>存为预设…(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>重命名(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Save as a preset</source>
        <translation>存为预设</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>预设名称</translation>
    </message>
    <message>
        <source>Rename the preset</source>
        <translation>重命名预设</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>新名称</translation>
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
    <name>destudio::ui::ProjectEntry</name>
    <message>
        <source>%1 And %2 more images with problems.</source>
        <translation>%1 另有 %2 张图片有问题。</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>打开项目</translation>
    </message>
    <message>
        <source>Projects (*.destudio)</source>
        <translation>项目 (*.destudio)</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Images and datasets (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.json *.yaml *.xml);;All files (*)</source>
        <translation>图片和数据集 (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.json *.yaml *.xml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Add a folder of images or a dataset</source>
        <translation>添加图片或数据集的文件夹</translation>
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
    <message>
        <source>Bring them back</source>
        <translation>找回它们</translation>
    </message>
    <message>
        <source>Pictures in %1 that this project does not know: %2. It may be older than they are; they stay where they are, and their recipes can bring them back as variants.</source>
        <translation>%1 中有此项目不认识的图片：%2 张。项目可能比它们旧；它们原地保留，可凭其中的配方恢复为变体。</translation>
    </message>
    <message>
        <source>Brought back %1 pictures as variants to review.</source>
        <translation>已找回 %1 张图片，作为待审阅的变体。</translation>
    </message>
    <message>
        <source>Brought back %1 pictures as variants to review; %2 carry no recipe of a reference here and stay as they are.</source>
        <translation>已找回 %1 张图片，作为待审阅的变体；另有 %2 张没有此处参考图的配方，保持原样。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::PromptServerDialog</name>
    <message>
        <source>Prompt server</source>
        <translation>提示词服务器</translation>
    </message>
    <message>
        <source>The server&apos;s only one</source>
        <translation>服务器上唯一的模型</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>A language model of a server with the chat-completions interface, on this machine or elsewhere, writes the prompts. It is sent class names, counts and a few captions, never pictures. Leave the address empty to use none.</source>
        <translation>由服务器上的语言模型编写提示词，服务器须提供 chat-completions 接口，可在本机或其他地方。发送给它的只有类别名称、数量和几条描述，绝不发送图片。地址留空则不使用。</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>密钥(&amp;K)</translation>
    </message>
</context>
<context>
    <name>destudio::ui::QuotaBars</name>
    <message>
        <source>Boxes of %1</source>
        <translation>%1 的框</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Cluster %1</source>
        <translation>聚类 %1</translation>
    </message>
    <message>
        <source>Images of %1</source>
        <translation>%1 的图片</translation>
    </message>
</context>
<context>
    <name>destudio::ui::RecentModel</name>
    <message>
        <source>References: %1</source>
        <translation>参考图：%1</translation>
    </message>
    <message>
        <source>References: %1, variants: %2, reviewed: %3</source>
        <translation>参考图：%1，变体：%2，已审核：%3</translation>
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
    <name>destudio::ui::RerunController</name>
    <message>
        <source>%1, seed %2 at %3 %</source>
        <translation>%1，种子 %2，%3 %</translation>
    </message>
    <message>
        <source>Re-run of %1</source>
        <translation>%1 的重新运行</translation>
    </message>
</context>
<context>
    <name>destudio::ui::RerunReport</name>
    <message>
        <source>bundle</source>
        <translation>模型包</translation>
    </message>
    <message>
        <source>adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>reference image</source>
        <translation>参考图片</translation>
    </message>
    <message>
        <source>device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>The file is the same, byte for byte.</source>
        <translation>文件逐字节相同。</translation>
    </message>
    <message>
        <source>Every pixel is the same; the file differs in what is written beside them.</source>
        <translation>每个像素都相同；文件的附加信息不同。</translation>
    </message>
    <message>
        <source>The pictures have different sizes.</source>
        <translation>两张图片大小不同。</translation>
    </message>
    <message>
        <source>%1 pixels differ (%2 %), by %3 of 255 at most and by %4 on average.</source>
        <translation>%1 个像素不同（%2 %），最多相差 %3（满值 255），平均相差 %4。</translation>
    </message>
    <message>
        <source>All detections are the same.</source>
        <translation>全部检测相同。</translation>
    </message>
    <message>
        <source>Detections: %1 of the original are gone, %2 are new.</source>
        <translation>检测：原来的少了 %1 个，新增 %2 个。</translation>
    </message>
    <message>
        <source>Another %1: %2 then, %3 now.</source>
        <translation>%1不同：当时 %2，现在 %3。</translation>
    </message>
    <message>
        <source>Re-run of %1</source>
        <translation>%1 的重新运行</translation>
    </message>
    <message>
        <source>The re-run is the same as the original</source>
        <translation>重新运行与原件相同</translation>
    </message>
    <message>
        <source>The re-run is not the same as the original</source>
        <translation>重新运行与原件不同</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原件</translation>
    </message>
    <message>
        <source>Re-run</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>Difference, stretched</source>
        <translation>差异（增强）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>another size</source>
        <translation>另一种大小</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>复制文字</translation>
    </message>
</context>
<context>
    <name>destudio::ui::SampleTimeline</name>
    <message>
        <source>Samples over time</source>
        <translation>随时间变化的样张</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>自编码器</translation>
    </message>
    <message>
        <source>U-Net</source>
        <translation>U-Net</translation>
    </message>
    <message>
        <source>%1 after step %2: held-out pictures on the left, and what the model makes of them</source>
        <translation>%1，第 %2 步之后：左侧是留出图像，右侧是模型的结果</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ScaleUpController</name>
    <message>
        <source>%1 images with %2 boxes.</source>
        <translation>%1 张图片，%2 个框。</translation>
    </message>
    <message>
        <source>%1 Every class has more boxes than its lower bound.</source>
        <translation>%1 每个类别的框都超过下限。</translation>
    </message>
    <message>
        <source>%1 Fell short: %2.</source>
        <translation>%1 仍然不足：%2。</translation>
    </message>
    <message>
        <source>Stopped. What is finished is complete; start it again to resume.</source>
        <translation>已停止。已完成的都是完整的；再次开始即可继续。</translation>
    </message>
    <message>
        <source>Add to the gallery</source>
        <translation>添加到图库</translation>
    </message>
    <message>
        <source>There is no prompt server yet. Give its address with &quot;Server…&quot;.</source>
        <translation>还没有提示词服务器。请用“服务器…”填写它的地址。</translation>
    </message>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation>
            <numerusform>%n 个聚类</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ScaleUpDialog</name>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>&amp;Keep images without a box</source>
        <translation>保留没有框的图片(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Add to the &amp;gallery</source>
        <translation>添加到图库(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Open the folder</source>
        <translation>打开文件夹(&amp;O)</translation>
    </message>
    <message>
        <source>Scale up</source>
        <translation>扩增</translation>
    </message>
    <message numerus="yes">
        <source>%n variants are new in the gallery.</source>
        <translation>
            <numerusform>图库新增 %n 个变体。</numerusform>
        </translation>
    </message>
    <message>
        <source>A new folder, or one to be continued</source>
        <translation>新文件夹，或要继续的文件夹</translation>
    </message>
    <message>
        <source>Every class shall have more boxes than this.</source>
        <translation>每个类别的框应多于此数。</translation>
    </message>
    <message>
        <source>Lowest encode ratio</source>
        <translation>最低编码比例</translation>
    </message>
    <message>
        <source>Highest encode ratio</source>
        <translation>最高编码比例</translation>
    </message>
    <message>
        <source>By what is still lacking</source>
        <translation>按仍缺少的类别</translation>
    </message>
    <message>
        <source>One after the other, as the paper does</source>
        <translation>依次进行，与论文相同</translation>
    </message>
    <message>
        <source>Automatic: the paper&apos;s for photos</source>
        <translation>自动：照片用论文的尺寸</translation>
    </message>
    <message>
        <source>The bundle&apos;s native size</source>
        <translation>模型包的原生尺寸</translation>
    </message>
    <message>
        <source>The paper&apos;s: 512 to 768 pixels, random crop</source>
        <translation>论文的尺寸：512 到 768 像素，随机裁剪</translation>
    </message>
    <message>
        <source>It ends there even when a class still lacks boxes.</source>
        <translation>到此为止，即使某个类别仍不足。</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>无限制</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>So many images of a reference may look like it, or like another image that is kept.</source>
        <translation>同一参考图最多可有这么多张与它或另一张保留图片相似。</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Encode ratios</source>
        <translation>编码比例</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Most images</source>
        <translation>最多图片</translation>
    </message>
    <message>
        <source>Most hours</source>
        <translation>最多小时</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Near-duplicates per reference</source>
        <translation>每张参考图的近似重复</translation>
    </message>
    <message>
        <source>About %1 images and %2, if variants show what their references show; %3 are free.</source>
        <translation>约 %1 张图片、%2，前提是变体与参考图内容相同；可用 %3。</translation>
    </message>
    <message>
        <source>%1 It will wait when the disk is full.</source>
        <translation>%1 磁盘满时会等待。</translation>
    </message>
    <message>
        <source>%1 made, %2 images, %3 boxes, %4 a minute</source>
        <translation>已生成 %1，图片 %2，框 %3，每分钟 %4</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1，剩余 %2</translation>
    </message>
    <message>
        <source>Scale up into</source>
        <translation>扩增到</translation>
    </message>
    <message>
        <source>Loading bundle…</source>
        <translation>正在加载模型包…</translation>
    </message>
    <message>
        <source>Paused after the image in progress.</source>
        <translation>完成当前图片后暂停。</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>请先选择文件夹。</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>More boxes per class than</source>
        <translation>每类的框数须超过</translation>
    </message>
    <message>
        <source>Captions, else the classes</source>
        <translation>描述；没有描述时用类别</translation>
    </message>
    <message>
        <source>The classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Classes with places, light and viewpoints</source>
        <translation>类别加地点、光线和视角</translation>
    </message>
    <message>
        <source>A language model&apos;s, from a server</source>
        <translation>由服务器上的语言模型编写</translation>
    </message>
    <message>
        <source>Server…</source>
        <translation>服务器…</translation>
    </message>
    <message>
        <source>Address, model and key of the server that writes prompts</source>
        <translation>编写提示词的服务器的地址、模型和密钥</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Clusters of references</source>
        <translation>参考图的聚类</translation>
    </message>
    <message>
        <source>References that look alike are put into so many clusters, so that variety has a lower bound, too.</source>
        <translation>外观相似的参考图分成这么多聚类，使多样性也有下限。</translation>
    </message>
    <message>
        <source>More images per cluster than</source>
        <translation>每个聚类的图片数须超过</translation>
    </message>
    <message>
        <source>Every cluster of references shall have more images than this.</source>
        <translation>每个参考图聚类的图片数都应超过此数。</translation>
    </message>
    <message>
        <source>more images per cluster than</source>
        <translation>每个聚类的图片数须超过</translation>
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
    <name>destudio::ui::StageRow</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Open the model and make a ladder</source>
        <translation>打开模型并生成阶梯</translation>
    </message>
    <message>
        <source>Keeps everything that is done; resume at any time, also after a restart.</source>
        <translation>保留已完成的全部内容；随时可继续，重启后也可以。</translation>
    </message>
    <message>
        <source>Stops within a step…</source>
        <translation>将在一步之内停止……</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>destudio::ui::StartPage</name>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Drop a folder of images, a dataset or a project here to start with it.</source>
        <translation>把图片文件夹、数据集或项目拖到这里即可开始。</translation>
    </message>
    <message>
        <source>DiffusionEngine Studio</source>
        <translation>DiffusionEngine Studio</translation>
    </message>
    <message>
        <source>A few reference images become a large, reviewed dataset for object detection: a diffusion model redraws them, an adapter finds the boxes, and you decide.</source>
        <translation>少量参考图变成经过审核的大型目标检测数据集：扩散模型重新绘制，适配器找出框，由您决定。</translation>
    </message>
    <message>
        <source>Sample: drawings, with the built-in model</source>
        <translation>示例：绘图，使用内置模型</translation>
    </message>
    <message>
        <source>Sample: photographs, with the model %1</source>
        <translation>示例：照片，使用模型 %1</translation>
    </message>
    <message>
        <source>Have a look first</source>
        <translation>先看一看</translation>
    </message>
</context>
<context>
    <name>destudio::ui::StatusLine</name>
    <message numerus="yes">
        <source>%n issues</source>
        <translation>
            <numerusform>%n 个问题</numerusform>
        </translation>
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
    <message>
        <source>Done: %1  ·  %2 takes it back</source>
        <translation>已完成：%1  ·  按 %2 撤销</translation>
    </message>
</context>
<context>
    <name>destudio::ui::SuggestionController</name>
    <message>
        <source>The detector found nothing else in this picture.</source>
        <translation>检测器在这张图片中没有找到别的。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::SuspectLabelModel</name>
    <message>
        <source>%1 found, but not labelled</source>
        <translation>找到 %1，但未标注</translation>
    </message>
    <message>
        <source>labelled %1, found as %2</source>
        <translation>标注为 %1，却找到 %2</translation>
    </message>
    <message>
        <source>the box of this %1 may be off</source>
        <translation>此 %1 的框可能不准</translation>
    </message>
    <message>
        <source>labelled %1, but nothing is found</source>
        <translation>标注为 %1，但什么也没找到</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Likely mistake</source>
        <translation>可能的错误</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>把握</translation>
    </message>
</context>
<context>
    <name>destudio::ui::SuspectsDialog</name>
    <message>
        <source>Compare</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Compare labels with detectors</source>
        <translation>将标注与检测器对照</translation>
    </message>
    <message>
        <source>Second detector: a folder of train-detector, or COCO results; empty: none</source>
        <translation>第二个检测器：train-detector 的文件夹，或 COCO 结果；留空：无</translation>
    </message>
    <message>
        <source>Second detector</source>
        <translation>第二个检测器</translation>
    </message>
    <message>
        <source>Disagreements, the most doubtful label first</source>
        <translation>分歧，最可疑的标注在前</translation>
    </message>
    <message>
        <source>Runs the adapter and a second detector on all pictures with labels. What both doubt is a suspect label.</source>
        <translation>在所有带标注的图片上运行适配器和第二个检测器。两者都怀疑的就是可疑标注。</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>对照的进度</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>1  Keep the label</source>
        <translation>1  保留标注</translation>
    </message>
    <message>
        <source>2  Take the adapter&apos;s</source>
        <translation>2  采用适配器的</translation>
    </message>
    <message>
        <source>3  Take the second&apos;s</source>
        <translation>3  采用第二个的</translation>
    </message>
    <message>
        <source>Detections or a detector&apos;s config.json</source>
        <translation>检测结果或检测器的 config.json</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON 文件 (*.json)</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Pictures: %1. Labels: %2. Disagreements: %3, of which every detector doubts %4.</source>
        <translation>图片：%1。标注：%2。分歧：%3，其中 %4 处所有检测器都怀疑。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1 %: labelled %2, adapter %3</source>
        <translation>%1 %：标注 %2，适配器 %3</translation>
    </message>
    <message>
        <source>, second %1</source>
        <translation>，第二个 %1</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>标注：%1</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Adapter: %1</source>
        <translation>适配器：%1</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>适配器</translation>
    </message>
    <message>
        <source>Second: %1</source>
        <translation>第二个：%1</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二个</translation>
    </message>
    <message>
        <source>take the adapter&apos;s word for a label</source>
        <translation>采用适配器的框</translation>
    </message>
    <message>
        <source>take the second detector&apos;s word for a label</source>
        <translation>采用第二个检测器的框</translation>
    </message>
    <message>
        <source>Undone: %1.</source>
        <translation>已撤销：%1。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::Tour</name>
    <message>
        <source>no key</source>
        <translation>无按键</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>These are the images that everything starts from. Choose one; drop more on the window at any time.</source>
        <translation>一切从这些图片开始。选择一张；随时可以把更多图片拖到窗口上。</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>A diffusion model redraws the reference, once for each ratio and seed, and finds the boxes. A low ratio keeps the picture, a high one leaves it. Press %1 to try it.</source>
        <translation>扩散模型按每个比例和种子各重绘一次参考图，并找出框。低比例保留原图，高比例远离原图。按 %1 试试。</translation>
    </message>
    <message>
        <source>The ladder</source>
        <translation>阶梯</translation>
    </message>
    <message>
        <source>Columns are ratios, rows are seeds. The wheel zooms all pictures together. Lanes below tell what became of each object.</source>
        <translation>列是比例，行是种子。滚轮同时缩放所有图片。下面的轨道说明每个对象的去向。</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>%1 goes to the next picture, %2 accepts it, %3 rejects it. %4 accepts all up to the current ratio.</source>
        <translation>%1 转到下一张，%2 接受，%3 拒绝。%4 接受当前比例及以下的全部变体。</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>框</translation>
    </message>
    <message>
        <source>%1 draws a box, digits and %2 change its class, %3 removes it. Every edit is kept at once, and %4 undoes it.</source>
        <translation>%1 绘制框，数字键和 %2 改变类别，%3 移除。每次编辑立即保存，%4 撤销。</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>图库</translation>
    </message>
    <message>
        <source>All variants of the project. %1 searches them, for instance class:cat score:[0.3,0.5]; %2 puts those first that need the fewest edits.</source>
        <translation>项目的全部变体。%1 搜索，例如 class:cat score:[0.3,0.5]；%2 把需要编辑最少的排在前面。</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>COCO, Pascal VOC, YOLO and other formats, written in one go and read back to check them.</source>
        <translation>COCO、Pascal VOC、YOLO 等格式，一次写完并读回检查。</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>就这些</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 opens the user&apos;s guide at the page you are on. %2 shows every key; all of them can be changed. The tour is in the Help menu.</source>
        <translation>%1 打开用户手册中与当前页面对应的章节。%2 显示所有按键，都可以更改。导览在帮助菜单中。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::TrainingForm</name>
    <message>
        <source>References of the project</source>
        <translation>项目的参考图</translation>
    </message>
    <message>
        <source>My corrections</source>
        <translation>我的修正</translation>
    </message>
    <message>
        <source>A dataset on disk</source>
        <translation>磁盘上的数据集</translation>
    </message>
    <message>
        <source>The bundle&apos;s clipart world</source>
        <translation>模型包的剪贴画世界</translation>
    </message>
    <message>
        <source>COCO, VOC, YOLO or another format</source>
        <translation>COCO、VOC、YOLO 或其他格式</translation>
    </message>
    <message>
        <source>Choose a dataset folder</source>
        <translation>选择数据集文件夹</translation>
    </message>
    <message>
        <source>Afresh</source>
        <translation>从头开始</translation>
    </message>
    <message>
        <source>The adapter in use</source>
        <translation>当前适配器</translation>
    </message>
    <message>
        <source>An adapter that learns further keeps what it knows and its class list.</source>
        <translation>继续学习的适配器保留已学内容和类别列表。</translation>
    </message>
    <message>
        <source>RetinaNet</source>
        <translation>RetinaNet</translation>
    </message>
    <message>
        <source>DINO</source>
        <translation>DINO</translation>
    </message>
    <message>
        <source>bfloat16 is faster where the processor multiplies it in hardware.</source>
        <translation>处理器硬件支持时 bfloat16 更快。</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Open a &amp;recipe…</source>
        <translation>打开配方…(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Learn from</source>
        <translation>学习来源(&amp;L)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>&amp;Framework</source>
        <translation>框架(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation>步数(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>批大小(&amp;B)</translation>
    </message>
    <message>
        <source>Learning ra&amp;te</source>
        <translation>学习率(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Arithmetic</source>
        <translation>运算精度(&amp;A)</translation>
    </message>
    <message>
        <source>T&amp;hreads</source>
        <translation>线程(&amp;H)</translation>
    </message>
    <message>
        <source>References with boxes: %1. One in five measures the adapter.</source>
        <translation>有框的参考图：%1。每五张中一张用来衡量适配器。</translation>
    </message>
    <message>
        <source>Accepted or edited variants: %1. Those of one reference in five measure the adapter before and after.</source>
        <translation>已接受或已编辑的变体：%1。每五张参考图中一张的变体用来在前后衡量适配器。</translation>
    </message>
    <message>
        <source>Its val split measures the adapter, else one picture in ten.</source>
        <translation>用其 val 部分衡量适配器，否则每十张中一张。</translation>
    </message>
    <message>
        <source>This bundle has no world of its own.</source>
        <translation>此模型包没有自己的世界。</translation>
    </message>
    <message>
        <source>Scenes without end, drawn as they are needed.</source>
        <translation>无尽的场景，按需绘制。</translation>
    </message>
    <message>
        <source>Everything else as in %1</source>
        <translation>其余同 %1</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>打开配方</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>配方 (*.json)</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>请先打开项目。</translation>
    </message>
    <message>
        <source>Draw or import the boxes of at least 2 references first.</source>
        <translation>请先绘制或导入至少 2 张参考图的框。</translation>
    </message>
    <message>
        <source>Accept or correct at least %1 variants first.</source>
        <translation>请先接受或修正至少 %1 个变体。</translation>
    </message>
    <message>
        <source>Choose a dataset first.</source>
        <translation>请先选择数据集。</translation>
    </message>
    <message>
        <source>The bundle has no adapter that could learn further.</source>
        <translation>模型包没有可以继续学习的适配器。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::TrainingPage</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>开始训练</translation>
    </message>
    <message>
        <source>Trainings of this project</source>
        <translation>此项目的训练</translation>
    </message>
    <message>
        <source>Train an adapter</source>
        <translation>训练适配器</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Keeps everything that is done; resume at any time.</source>
        <translation>已完成的都会保留；随时可以继续。</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>继续(&amp;E)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Ends the training; the best adapter so far is kept.</source>
        <translation>结束训练；保留目前最好的适配器。</translation>
    </message>
    <message>
        <source>&amp;Use this adapter</source>
        <translation>使用此适配器(&amp;U)</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>mAP on held-out pictures</source>
        <translation>留出图片上的 mAP</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>mAP</source>
        <translation>mAP</translation>
    </message>
    <message>
        <source>mAP50</source>
        <translation>mAP50</translation>
    </message>
    <message>
        <source>The first step is on its way</source>
        <translation>第一步正在进行</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>还没有训练</translation>
    </message>
    <message>
        <source>Measured first after step %1</source>
        <translation>第 %1 步后首次衡量</translation>
    </message>
    <message>
        <source>%1 objects, %2 found</source>
        <translation>%1 个对象，找到 %2 个</translation>
    </message>
    <message>
        <source>What the adapter finds in a few held-out pictures appears here after each measurement.</source>
        <translation>每次衡量后，这里显示适配器在几张留出图片中找到的内容。</translation>
    </message>
    <message>
        <source>Held-out pictures after step %1 (dashed: the truth)</source>
        <translation>第 %1 步后的留出图片（虚线：真实标注）</translation>
    </message>
    <message>
        <source>There is no adapter yet.</source>
        <translation>还没有适配器。</translation>
    </message>
    <message>
        <source>Before: mAP %1, mAP50 %2. After step %3: mAP %4, mAP50 %5.</source>
        <translation>之前：mAP %1，mAP50 %2。第 %3 步后：mAP %4，mAP50 %5。</translation>
    </message>
    <message>
        <source>Held-out pictures: %1.</source>
        <translation>留出图片：%1。</translation>
    </message>
    <message>
        <source>The best adapter is that of step %1: mAP %2, mAP50 %3.</source>
        <translation>最好的是第 %1 步的适配器：mAP %2，mAP50 %3。</translation>
    </message>
    <message>
        <source>Pausing after this step…</source>
        <translation>这一步后暂停…</translation>
    </message>
    <message>
        <source>Stopping after this step…</source>
        <translation>这一步后停止…</translation>
    </message>
    <message>
        <source>Loading the bundle and the pictures…</source>
        <translation>正在加载模型包和图片…</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>, %1 left, %2 pictures a second</source>
        <translation>，剩余 %1，每秒 %2 张图片</translation>
    </message>
    <message>
        <source>Choose what to learn from, then start.</source>
        <translation>选择学习来源，然后开始。</translation>
    </message>
    <message>
        <source>%1 is finished.</source>
        <translation>%1 已完成。</translation>
    </message>
    <message>
        <source>%1 rests after step %2 of %3.</source>
        <translation>%1 停在第 %2 步，共 %3 步。</translation>
    </message>
    <message>
        <source>A training is running.</source>
        <translation>有训练正在运行。</translation>
    </message>
    <message>
        <source>%1 is paused. Resume it at any time, in another session, too.</source>
        <translation>%1 已暂停。随时可以继续，重启后也可以。</translation>
    </message>
    <message>
        <source>%1 was stopped before its adapter was measured for the first time.</source>
        <translation>%1 在适配器首次衡量之前被停止。</translation>
    </message>
    <message>
        <source>%1 was stopped. The adapter of step %2 is kept.</source>
        <translation>%1 已停止。保留第 %2 步的适配器。</translation>
    </message>
    <message>
        <source>Training %1: %2</source>
        <translation>训练 %1：%2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::TrainingRunModel</name>
    <message>
        <source>References</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Clipart world</source>
        <translation>剪贴画世界</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>学习来源</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>mAP</source>
        <translation>mAP</translation>
    </message>
</context>
<context>
    <name>destudio::ui::VariationActions</name>
    <message>
        <source>Re-run a recipe</source>
        <translation>重新运行配方</translation>
    </message>
    <message>
        <source>Recipes and pictures that carry one (*.json *.jsonl *.png)</source>
        <translation>配方和带有配方的图片 (*.json *.jsonl *.png)</translation>
    </message>
    <message>
        <source>This variant has the lowest ratio that changes anything.</source>
        <translation>此变体的比例已是能产生变化的最小值。</translation>
    </message>
    <message>
        <source>This variant has the highest ratio there is.</source>
        <translation>此变体的比例已是最大值。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionActions</name>
    <message>
        <source>%1 Wait for it or cancel it, then go back.</source>
        <translation>%1请等待其完成或取消，然后再恢复。</translation>
    </message>
    <message>
        <source>Back at version %1: %2 variants as they were, %3 brought back, %4 removed, %5 references changed. What was before is version %6.</source>
        <translation>已恢复到版本 %1：%2 个变体恢复原状，%3 个找回，%4 个移除，%5 个参考图更改。之前的状态是版本 %6。</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures are not on the disk any more; re-run makes them again from their recipes.</source>
        <translation>
            <numerusform>%n 张图片已不在磁盘上；重新运行可由配方再次生成。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionModel</name>
    <message>
        <source>Version %1: %2</source>
        <translation>版本 %1：%2</translation>
    </message>
    <message>
        <source>Made by the program</source>
        <translation>由程序创建</translation>
    </message>
    <message>
        <source>Made by you</source>
        <translation>由您创建</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionTexts</name>
    <message>
        <source>Before an import</source>
        <translation>导入之前</translation>
    </message>
    <message>
        <source>Before an export</source>
        <translation>导出之前</translation>
    </message>
    <message>
        <source>Before merging classes</source>
        <translation>合并类别之前</translation>
    </message>
    <message numerus="yes">
        <source>Before deciding on %n variants</source>
        <translation>
            <numerusform>对 %n 个变体作出决定之前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Before relabelling %n variants</source>
        <translation>
            <numerusform>更改 %n 个变体的类别之前</numerusform>
        </translation>
    </message>
    <message>
        <source>Before going back to “%1”</source>
        <translation>恢复到“%1”之前</translation>
    </message>
    <message numerus="yes">
        <source>%n variants have other boxes</source>
        <translation>
            <numerusform>%n 个变体的框不同</numerusform>
        </translation>
    </message>
    <message>
        <source> (%1 added, %2 removed, %3 changed)</source>
        <translation>（新增 %1，删除 %2，修改 %3）</translation>
    </message>
    <message>
        <source>new: %1</source>
        <translation>新增：%1</translation>
    </message>
    <message>
        <source>gone: %1</source>
        <translation>已不在：%1</translation>
    </message>
    <message>
        <source>%1 is called %2</source>
        <translation>%1 改名为 %2</translation>
    </message>
    <message>
        <source>another order</source>
        <translation>顺序不同</translation>
    </message>
    <message>
        <source>Classes: %1</source>
        <translation>类别：%1</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>新增 %1</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>修改 %1</translation>
    </message>
    <message>
        <source>References: %1</source>
        <translation>参考图：%1</translation>
    </message>
    <message>
        <source>%1: %2 images with %3 boxes in %4</source>
        <translation>%1：%4 中有 %2 张图片、%3 个框</translation>
    </message>
    <message numerus="yes">
        <source>%n variants are new</source>
        <translation>
            <numerusform>%n 个变体是新的</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants are gone</source>
        <translation>
            <numerusform>%n 个变体已不在</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants are decided otherwise</source>
        <translation>
            <numerusform>%n 个变体的决定不同</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n detections have another class, because classes were merged</source>
        <translation>
            <numerusform>由于合并了类别，%n 个检测的类别不同</numerusform>
        </translation>
    </message>
    <message>
        <source>The threshold was %1 and is %2</source>
        <translation>阈值从 %1 变为 %2</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>没有差别。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionsDialog</name>
    <message>
        <source>&amp;Keep</source>
        <translation>保留(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Go back to this version…</source>
        <translation>恢复到此版本(&amp;G)…</translation>
    </message>
    <message>
        <source>Only the &amp;chosen pictures…</source>
        <translation>仅所选图片(&amp;C)…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>A name for the project as it is now</source>
        <translation>为项目的当前状态命名</translation>
    </message>
    <message>
        <source>Makes a version of the project as it is now, to compare with and to go back to</source>
        <translation>为项目的当前状态创建一个版本，用于比较和恢复</translation>
    </message>
    <message>
        <source>Compare the version &amp;with</source>
        <translation>将版本与以下比较(&amp;W)</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Pictures that differ</source>
        <translation>有差别的图片</translation>
    </message>
    <message>
        <source>The project as it is now (%1 variants, %2 accepted)</source>
        <translation>项目的当前状态（%1 个变体，%2 个已接受）</translation>
    </message>
    <message>
        <source>Exported: %1</source>
        <translation>已导出：%1</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>请先打开一个项目。</translation>
    </message>
    <message>
        <source>There are no versions yet. Give the project as it is a name, or decide on many variants: the program makes one before.</source>
        <translation>还没有版本。请为项目的当前状态命名；对大量变体作出决定之前，程序也会创建一个。</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>恢复(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>取消(&amp;S)</translation>
    </message>
    <message>
        <source>Make the project what it was at version %1, “%2”?</source>
        <translation>要将项目恢复到版本 %1“%2”的状态吗？</translation>
    </message>
    <message>
        <source>What it is now becomes a version first, so that you can come back. Variants that came later leave the project; their pictures stay on the disk. The steps of undo end here.</source>
        <translation>当前状态会先成为一个版本，以便返回。之后加入的变体会离开项目；其图片仍留在磁盘上。撤销步骤到此为止。</translation>
    </message>
    <message numerus="yes">
        <source>Give %n variants the decisions and boxes that they had at version %1, “%2”?</source>
        <translation>
            <numerusform>要将 %n 个变体的决定和框恢复到版本 %1“%2”的状态吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>What the project is now becomes a version first, so that you can come back. Those that are gone come back; those that came later stay as they are. The steps of undo end here.</source>
        <translation>项目的当前状态会先成为一个版本，以便返回。已不在的会回来；之后加入的保持不变。撤销步骤到此为止。</translation>
    </message>
</context>
<context>
    <name>destudio::ui::WindowActions</name>
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
        <source>Class&amp;es…</source>
        <translation>类别…(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Ignore region</source>
        <translation>忽略区域(&amp;I)</translation>
    </message>
    <message>
        <source>L&amp;ock box</source>
        <translation>锁定框(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Hide box</source>
        <translation>隐藏框(&amp;H)</translation>
    </message>
    <message>
        <source>Show hidden &amp;boxes again</source>
        <translation>重新显示隐藏的框(&amp;B)</translation>
    </message>
    <message>
        <source>Carry to other &amp;rungs</source>
        <translation>传递到其他梯级(&amp;R)</translation>
    </message>
    <message>
        <source>Adopt a s&amp;uggestion</source>
        <translation>采纳建议(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Select all boxes</source>
        <translation>选择全部框(&amp;S)</translation>
    </message>
    <message>
        <source>Select boxes of the same class</source>
        <translation>选择同类别的框</translation>
    </message>
    <message>
        <source>Select the next box, too</source>
        <translation>再选下一个框</translation>
    </message>
    <message>
        <source>List of &amp;boxes</source>
        <translation>框列表(&amp;B)</translation>
    </message>
    <message>
        <source>Select and mo&amp;ve boxes</source>
        <translation>选择并移动框(&amp;V)</translation>
    </message>
    <message>
        <source>Next that is &amp;not reviewed</source>
        <translation>下一个未审核(&amp;N)</translation>
    </message>
    <message>
        <source>Accept and ne&amp;xt</source>
        <translation>接受并继续(&amp;G)</translation>
    </message>
    <message>
        <source>Reject and next</source>
        <translation>拒绝并继续</translation>
    </message>
    <message>
        <source>Fit &amp;width</source>
        <translation>适合宽度(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Actual pixels</source>
        <translation>实际像素(&amp;A)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>Show &amp;boxes</source>
        <translation>显示框(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>概览(&amp;O)</translation>
    </message>
    <message>
        <source>C&amp;rosshair</source>
        <translation>十字线(&amp;R)</translation>
    </message>
    <message>
        <source>Labels: all, selected, none</source>
        <translation>标签：全部、所选、无</translation>
    </message>
    <message>
        <source>Thicker lines</source>
        <translation>加粗线条</translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation>调亮</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>调暗</translation>
    </message>
    <message>
        <source>More contrast</source>
        <translation>提高对比度</translation>
    </message>
    <message>
        <source>Less contrast</source>
        <translation>降低对比度</translation>
    </message>
    <message>
        <source>Brightness and contrast as in the file</source>
        <translation>亮度和对比度与文件一致</translation>
    </message>
    <message>
        <source>&amp;Difference to the reference</source>
        <translation>与参考图的差异(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Wipe against the reference</source>
        <translation>对照参考图擦除(&amp;W)</translation>
    </message>
    <message>
        <source>Wipe line to the left</source>
        <translation>擦除线左移</translation>
    </message>
    <message>
        <source>Wipe line to the right</source>
        <translation>擦除线右移</translation>
    </message>
    <message>
        <source>&amp;Inspect (hold the key)</source>
        <translation>透视（按住键）(&amp;I)</translation>
    </message>
    <message>
        <source>Find &amp;missed objects</source>
        <translation>查找遗漏的对象(&amp;M)</translation>
    </message>
    <message>
        <source>Fine-&amp;tune on my corrections…</source>
        <translation>用我的修正微调…(&amp;T)</translation>
    </message>
    <message>
        <source>Cancel after this &amp;image</source>
        <translation>完成这张图片后取消(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation>预设(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>更多类似的(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Less change</source>
        <translation>变化少一些(&amp;L)</translation>
    </message>
    <message>
        <source>M&amp;ore change</source>
        <translation>变化多一些(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Re-run and compare</source>
        <translation>重新运行并比较(&amp;R)</translation>
    </message>
    <message>
        <source>Re-run a recipe from a &amp;file…</source>
        <translation>从文件重新运行配方…(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Cancel or remove the selected jobs</source>
        <translation>取消或移除所选任务(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel the selected jobs after this &amp;image</source>
        <translation>完成这张图片后取消所选任务(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>重试(&amp;T)</translation>
    </message>
    <message>
        <source>Run &amp;first</source>
        <translation>最先运行(&amp;F)</translation>
    </message>
    <message>
        <source>Run &amp;earlier</source>
        <translation>提前运行(&amp;E)</translation>
    </message>
    <message>
        <source>Run &amp;later</source>
        <translation>推后运行(&amp;L)</translation>
    </message>
    <message>
        <source>Clear f&amp;inished jobs</source>
        <translation>清除已结束的任务(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Issues</source>
        <translation>问题(&amp;I)</translation>
    </message>
    <message>
        <source>L&amp;og</source>
        <translation>日志(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>E&amp;valuation</source>
        <translation>评估(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>任务(&amp;J)</translation>
    </message>
    <message>
        <source>&amp;Key sheet</source>
        <translation>按键一览(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Change keys…</source>
        <translation>更改按键…(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <translation>窗口导览(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;About DiffusionEngine Studio</source>
        <translation>关于 DiffusionEngine Studio(&amp;A)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审核</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>On a picture</source>
        <translation>在图片上</translation>
    </message>
    <message>
        <source>Class by its number</source>
        <translation>按编号选类别</translation>
    </message>
    <message>
        <source>Move the box or the crosshair by 1 pixel</source>
        <translation>将框或十字线移动 1 像素</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Move it by 10 pixels</source>
        <translation>移动 10 像素</translation>
    </message>
    <message>
        <source>Shift+Arrow keys</source>
        <translation>Shift+方向键</translation>
    </message>
    <message>
        <source>Stop drawing, deselect</source>
        <translation>停止绘制，取消选择</translation>
    </message>
    <message>
        <source>Next, previous box</source>
        <translation>下一个、上一个框</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab、Shift+Tab</translation>
    </message>
    <message>
        <source>&amp;Scale up…</source>
        <translation>扩增…(&amp;S)</translation>
    </message>
    <message>
        <source>Move the right and lower edges alone</source>
        <translation>只移动右边和下边</translation>
    </message>
    <message>
        <source>Ctrl+Arrow keys</source>
        <translation>Ctrl+方向键</translation>
    </message>
    <message>
        <source>Move the left and upper edges alone</source>
        <translation>只移动左边和上边</translation>
    </message>
    <message>
        <source>Alt+Arrow keys</source>
        <translation>Alt+方向键</translation>
    </message>
    <message>
        <source>Set a corner while drawing; else the class of the selected box</source>
        <translation>绘制时确定一个角；否则选择所选框的类别</translation>
    </message>
    <message>
        <source>Menu of the box</source>
        <translation>框的菜单</translation>
    </message>
    <message>
        <source>&amp;User&apos;s guide</source>
        <translation>用户手册(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Versions…</source>
        <translation>版本(&amp;V)…</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>地图(&amp;P)</translation>
    </message>
    <message>
        <source>New &amp;domain</source>
        <translation>新领域(&amp;D)</translation>
    </message>
    <message>
        <source>Your na&amp;me…</source>
        <translation>您的姓名(&amp;M)…</translation>
    </message>
</context>
<context>
    <name>destudio::ui::WindowMenus</name>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
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
        <source>C&amp;ompute threads</source>
        <translation>计算线程(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Brightness and lines</source>
        <translation>亮度与线条(&amp;B)</translation>
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
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>destudio::ui::WordCompletion</name>
    <message>
        <source>Words that begin so</source>
        <translation>以此开头的词</translation>
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
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes selected</source>
        <translation>
            <numerusform>已选 %n 个框</numerusform>
        </translation>
    </message>
    <message>
        <source>ghost</source>
        <translation>虚框</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>ignored region</source>
        <translation>忽略的区域</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::CoachMark</name>
    <message>
        <source>&amp;Leave the tour</source>
        <translation>离开导览(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完成(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::InspectView</name>
    <message>
        <source>What the model sees</source>
        <translation>模型看到的</translation>
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
    <name>destudio::widgets::MapCanvas</name>
    <message>
        <source>Map</source>
        <translation>地图</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::Minimap</name>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>The whole picture. Click or drag to go there.</source>
        <translation>整张图片。点击或拖动即可前往。</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::SampleGrid</name>
    <message>
        <source>Sample predictions</source>
        <translation>预测示例</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>drawn</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>taken over from a weaker detection</source>
        <translation>取自较弱的检测</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>移位</translation>
    </message>
    <message>
        <source>resized</source>
        <translation>调整大小</translation>
    </message>
    <message>
        <source>relabelled from %1 to %2</source>
        <translation>由 %1 改为 %2</translation>
    </message>
    <message>
        <source>set to be ignored</source>
        <translation>设为忽略</translation>
    </message>
    <message>
        <source>set to count again</source>
        <translation>重新计入</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>carried from %1</source>
        <translation>从 %1 带入</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>taken back to version “%1”</source>
        <translation>恢复到版本“%1”</translation>
    </message>
    <message>
        <source>made by the adapter %1, score %2</source>
        <translation>由适配器 %1 生成，得分 %2</translation>
    </message>
    <message>
        <source>%1 by %2, %3</source>
        <translation>%1，%2，%3</translation>
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
<context>
    <name>threads</name>
    <message>
        <source>&amp;Automatic (from the next start)</source>
        <translation>自动（下次启动生效）(&amp;A)</translation>
    </message>
</context>
</TS>
