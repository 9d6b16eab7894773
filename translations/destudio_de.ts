<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>author</name>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>Who changes boxes, as their history and exports keep it. Empty: the system&apos;s name of you.</source>
        <translation>Wer Boxen ändert, wie ihre Geschichte und Exporte es festhalten. Leer: der Name, den das System kennt.</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>move or resize box</source>
        <translation>Box verschieben oder Größe ändern</translation>
    </message>
    <message>
        <source>relabel to %1</source>
        <translation>Klasse %1 setzen</translation>
    </message>
    <message>
        <source>relabel %1 to %2</source>
        <translation>Klasse %1 durch %2 ersetzen</translation>
    </message>
    <message>
        <source>delete box</source>
        <translation>Box löschen</translation>
    </message>
    <message>
        <source>accept variant</source>
        <translation>Variante annehmen</translation>
    </message>
    <message>
        <source>reject variant</source>
        <translation>Variante ablehnen</translation>
    </message>
    <message>
        <source>reopen variant</source>
        <translation>Variante zurücksetzen</translation>
    </message>
    <message>
        <source>add %1 found boxes</source>
        <translation>%1 gefundene Boxen hinzufügen</translation>
    </message>
    <message>
        <source>adopt ghost</source>
        <translation>Geist übernehmen</translation>
    </message>
    <message>
        <source>carry to other rungs</source>
        <translation>auf andere Stufen übertragen</translation>
    </message>
    <message>
        <source>duplicate box</source>
        <translation>Box duplizieren</translation>
    </message>
    <message>
        <source>paste box</source>
        <translation>Box einfügen</translation>
    </message>
    <message>
        <source>ignore region</source>
        <translation>Bereich ignorieren</translation>
    </message>
    <message>
        <source>count region again</source>
        <translation>Bereich wieder zählen</translation>
    </message>
    <message>
        <source>merge class %1 into %2</source>
        <translation>Klasse %1 mit %2 vereinen</translation>
    </message>
    <message>
        <source>adopt %1</source>
        <translation>%1 übernehmen</translation>
    </message>
</context>
<context>
    <name>destudio::Startup</name>
    <message>
        <source>The project has no reference to generate from.</source>
        <translation>Das Projekt hat keine Referenz, aus der sich Varianten erzeugen lassen.</translation>
    </message>
</context>
<context>
    <name>destudio::ui</name>
    <message>
        <source>kept</source>
        <translation>erhalten</translation>
    </message>
    <message>
        <source>kept, overlap %1</source>
        <translation>erhalten, Überlappung %1</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>moved, overlap %1</source>
        <translation>verschoben, Überlappung %1</translation>
    </message>
    <message>
        <source>→ %1</source>
        <translation>→ %1</translation>
    </message>
    <message>
        <source>now %1, overlap %2</source>
        <translation>jetzt %1, Überlappung %2</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>no box of it is left</source>
        <translation>keine Box davon übrig</translation>
    </message>
    <message>
        <source> (seed %1)</source>
        <translation> (Seed %1)</translation>
    </message>
    <message>
        <source>to %1 %</source>
        <translation>bis %1 %</translation>
    </message>
    <message>
        <source>at none</source>
        <translation>nirgends</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>nothing new</source>
        <translation>nichts Neues</translation>
    </message>
    <message>
        <source>new: %1</source>
        <translation>neu: %1</translation>
    </message>
    <message>
        <source>Accept up to…</source>
        <translation>Annehmen bis …</translation>
    </message>
    <message>
        <source>Reviewed to %1 %</source>
        <translation>Geprüft bis %1 %</translation>
    </message>
    <message>
        <source>Accept %1, to %2 %</source>
        <translation>%1 annehmen, bis %2 %</translation>
    </message>
    <message>
        <source>“%1” is not a number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>%1 is outside the range: above 0, up to 1.</source>
        <translation>%1 liegt außerhalb des Bereichs: über 0, bis 1.</translation>
    </message>
    <message>
        <source>%1 of %2 steps is less than one step.</source>
        <translation>%1 von %2 Schritten ist weniger als ein Schritt.</translation>
    </message>
    <message>
        <source>Type at least one ratio, for example 0.6.</source>
        <translation>Mindestens einen Anteil eingeben, zum Beispiel 0.6.</translation>
    </message>
    <message>
        <source>“%1” is not a seed: use whole numbers, or ranges such as 1-4.</source>
        <translation>„%1“ ist kein Seed: ganze Zahlen oder Bereiche wie 1-4 eingeben.</translation>
    </message>
    <message>
        <source>At most %1 seeds at once.</source>
        <translation>Höchstens %1 Seeds auf einmal.</translation>
    </message>
    <message>
        <source>Type at least one seed, for example 1.</source>
        <translation>Mindestens einen Seed eingeben, zum Beispiel 1.</translation>
    </message>
    <message>
        <source>Runs %1 of %2 steps</source>
        <translation>Schritte: %1 von %2</translation>
    </message>
    <message>
        <source>%1 runs as many steps as %2 and is left out.</source>
        <translation>%1 hat so viele Schritte wie %2 und entfällt.</translation>
    </message>
    <message>
        <source>%1 has room for %2 steps with this sampler, not %3.</source>
        <translation>%1 lässt diesem Sampler Platz für %2 Schritte, nicht %3.</translation>
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
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>It cannot find: %1.</source>
        <translation>Nicht gefunden werden: %1.</translation>
    </message>
    <message>
        <source>It also finds: %1; these classes join the project when they are found.</source>
        <translation>Zusätzlich gefunden werden: %1; diese Klassen kommen ins Projekt, sobald sie gefunden werden.</translation>
    </message>
    <message>
        <source>Choose the adapter that finds the boxes</source>
        <translation>Den Adapter wählen, der die Boxen findet</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>the bundle&apos;s own</source>
        <translation>der des Modellpakets</translation>
    </message>
    <message>
        <source>The bundle&apos;s own</source>
        <translation>Der des Modellpakets</translation>
    </message>
    <message>
        <source>Trained in this project</source>
        <translation>In diesem Projekt trainiert</translation>
    </message>
    <message>
        <source>%1 (%2, mAP %3)</source>
        <translation>%1 (%2, mAP %3)</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Choose an adapter folder</source>
        <translation>Adapter-Ordner wählen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantBundlePage</name>
    <message>
        <source>The &amp;built-in bundle (clip art)</source>
        <translation>Das &amp;eingebaute Modellpaket (Clipart)</translation>
    </message>
    <message>
        <source>Which bundle makes the variants?</source>
        <translation>Welches Modellpaket erzeugt die Varianten?</translation>
    </message>
    <message>
        <source>A bundle is a diffusion model with an adapter that finds boxes. It can be changed at any time.</source>
        <translation>Ein Modellpaket ist ein Diffusionsmodell mit einem Adapter, der Boxen findet. Es lässt sich jederzeit wechseln.</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>&amp;Ordner …</translation>
    </message>
    <message>
        <source>Choose a bundle folder</source>
        <translation>Ordner mit Modellpaket wählen</translation>
    </message>
    <message>
        <source>%1: makes %2 images of %3 × %4 pixels.</source>
        <translation>%1: erzeugt Bilder (%2) mit %3 × %4 Pixeln.</translation>
    </message>
    <message>
        <source>Finds %1.</source>
        <translation>Findet %1.</translation>
    </message>
    <message>
        <source>It has no adapter, so it finds no boxes.</source>
        <translation>Es hat keinen Adapter und findet daher keine Boxen.</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>Lizenz: %1</translation>
    </message>
    <message>
        <source>The project can be made all the same: review and export work without a bundle.</source>
        <translation>Das Projekt kann trotzdem angelegt werden: Prüfen und Exportieren gehen ohne Modellpaket.</translation>
    </message>
    <message>
        <source>Another &amp;model, a folder or a file</source>
        <translation>Ein anderes &amp;Modell, Ordner oder Datei</translation>
    </message>
    <message>
        <source>Folder or file of the model</source>
        <translation>Ordner oder Datei des Modells</translation>
    </message>
    <message>
        <source>A folder in the diffusers layout, or a .safetensors or .ckpt file</source>
        <translation>Ein Ordner im diffusers-Aufbau, oder eine .safetensors- oder .ckpt-Datei</translation>
    </message>
    <message>
        <source>F&amp;ile…</source>
        <translation>Date&amp;i …</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>Modelldatei wählen</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.ckpt);;All files (*)</source>
        <translation>Modelle (*.safetensors *.ckpt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose another model here, train an adapter for your classes afterwards, or go on to try it.</source>
        <translation>Wählen Sie hier ein anderes Modell, trainieren Sie danach einen Adapter für Ihre Klassen, oder gehen Sie weiter, um es zu versuchen.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantClassesPage</name>
    <message>
        <source>Also what the &amp;bundle finds</source>
        <translation>Auch was das &amp;Modellpaket findet</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Which classes are there?</source>
        <translation>Welche Klassen gibt es?</translation>
    </message>
    <message>
        <source>Drag them into the order that exports should have; press F2 to rename one. All of it can be changed later.</source>
        <translation>In die Reihenfolge ziehen, die Exporte haben sollen; F2 benennt um. Alles lässt sich später ändern.</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Name of another class</source>
        <translation>Name einer weiteren Klasse</translation>
    </message>
    <message>
        <source>Boxes of the dataset have this class. Rename it like another one to make the two one.</source>
        <translation>Boxen des Datensatzes haben diese Klasse. Gleich benannte Klassen werden zu einer.</translation>
    </message>
    <message>
        <source>%1 classes: rows with the same name become one class.</source>
        <translation>%1 Klassen: Zeilen mit gleichem Namen werden eine Klasse.</translation>
    </message>
    <message>
        <source>%1 classes. What the bundle finds besides is added when it is found.</source>
        <translation>%1 Klassen. Was das Modellpaket sonst findet, kommt dazu, sobald es gefunden wird.</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>Eine Klasse braucht einen Namen.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantFilePage</name>
    <message>
        <source>Where is the project kept?</source>
        <translation>Wo wird das Projekt abgelegt?</translation>
    </message>
    <message>
        <source>One file, and a folder beside it for the pictures that are made.</source>
        <translation>Eine Datei und daneben ein Ordner für die erzeugten Bilder.</translation>
    </message>
    <message>
        <source>Making the project</source>
        <translation>Projekt wird angelegt</translation>
    </message>
    <message>
        <source>F&amp;older…</source>
        <translation>&amp;Ordner …</translation>
    </message>
    <message>
        <source>Folder of the project</source>
        <translation>Ordner des Projekts</translation>
    </message>
    <message>
        <source>In the fol&amp;der</source>
        <translation>Im Or&amp;dner</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>An empty project with %1 classes.</source>
        <translation>Ein leeres Projekt mit %1 Klassen.</translation>
    </message>
    <message>
        <source>%1 references with %2 boxes, %3 classes.</source>
        <translation>%1 Referenzen mit %2 Boxen, %3 Klassen.</translation>
    </message>
    <message>
        <source>A name cannot hold “/” or begin with a dot.</source>
        <translation>Ein Name darf kein „/“ enthalten und nicht mit einem Punkt beginnen.</translation>
    </message>
    <message>
        <source>There is a project of this name already. Choose another name.</source>
        <translation>Ein Projekt mit diesem Namen gibt es schon. Bitte einen anderen wählen.</translation>
    </message>
    <message>
        <source>%1 is a file, not a folder.</source>
        <translation>%1 ist eine Datei, kein Ordner.</translation>
    </message>
    <message>
        <source>Cancelled; nothing was made.</source>
        <translation>Abgebrochen; nichts wurde angelegt.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantPromptsPage</name>
    <message>
        <source>&amp;Captions, where an image has one; else the generic sentence</source>
        <translation>&amp;Bildbeschreibung, wo es eine gibt, sonst der allgemeine Satz</translation>
    </message>
    <message>
        <source>The &amp;generic sentence, made of each image&apos;s classes</source>
        <translation>Der &amp;allgemeine Satz aus den Klassen jedes Bildes</translation>
    </message>
    <message>
        <source>&amp;One prompt for all</source>
        <translation>&amp;Ein Prompt für alle</translation>
    </message>
    <message>
        <source>Captions from a &amp;file…</source>
        <translation>Bildbeschreibungen aus einer &amp;Datei …</translation>
    </message>
    <message>
        <source>What are the images redrawn with?</source>
        <translation>Womit werden die Bilder neu gezeichnet?</translation>
    </message>
    <message>
        <source>The prompt tells the model what the picture shows. Every ladder can have another one.</source>
        <translation>Der Prompt sagt dem Modell, was das Bild zeigt. Jede Leiter kann einen anderen haben.</translation>
    </message>
    <message>
        <source>Prompt for all images</source>
        <translation>Prompt für alle Bilder</translation>
    </message>
    <message>
        <source>for example: A photo of a street in the rain.</source>
        <translation>zum Beispiel: Ein Foto einer Straße im Regen.</translation>
    </message>
    <message>
        <source>A COCO captions file. Text files beside the images are found by themselves.</source>
        <translation>Eine Datei mit COCO-Bildbeschreibungen. Textdateien neben den Bildern werden von selbst gefunden.</translation>
    </message>
    <message>
        <source>The first prompts</source>
        <translation>Die ersten Prompts</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Bildbeschreibungen</translation>
    </message>
    <message>
        <source>COCO captions (*.json)</source>
        <translation>COCO-Bildbeschreibungen (*.json)</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>%1 of %2 images have a caption.</source>
        <translation>%1 von %2 Bildern haben eine Bildbeschreibung.</translation>
    </message>
    <message>
        <source>There are no images yet.</source>
        <translation>Noch keine Bilder vorhanden.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::AssistantSourcePage</name>
    <message>
        <source>From &amp;images or a dataset</source>
        <translation>Mit &amp;Bildern oder einem Datensatz</translation>
    </message>
    <message>
        <source>&amp;Empty; images are added later</source>
        <translation>&amp;Leer; Bilder kommen später</translation>
    </message>
    <message>
        <source>What does the project start from?</source>
        <translation>Womit beginnt das Projekt?</translation>
    </message>
    <message>
        <source>The images stay where they are and are never changed.</source>
        <translation>Die Bilder bleiben, wo sie sind, und werden nie verändert.</translation>
    </message>
    <message>
        <source>Folder or file</source>
        <translation>Ordner oder Datei</translation>
    </message>
    <message>
        <source>A folder of images, a dataset&apos;s folder, or its annotation file</source>
        <translation>Ein Bilderordner, der Ordner eines Datensatzes oder dessen Annotationsdatei</translation>
    </message>
    <message>
        <source>Find out</source>
        <translation>Erkennen</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Wird gelesen</translation>
    </message>
    <message>
        <source>&amp;Folder…</source>
        <translation>&amp;Ordner …</translation>
    </message>
    <message>
        <source>Fi&amp;le…</source>
        <translation>Da&amp;tei …</translation>
    </message>
    <message>
        <source>Fo&amp;rmat</source>
        <translation>Fo&amp;rmat</translation>
    </message>
    <message>
        <source>Folder of images or of a dataset</source>
        <translation>Ordner mit Bildern oder einem Datensatz</translation>
    </message>
    <message>
        <source>Annotation file of a dataset</source>
        <translation>Annotationsdatei eines Datensatzes</translation>
    </message>
    <message>
        <source>Datasets (*.json *.yaml *.yml *.xml);;All files (*)</source>
        <translation>Datensätze (*.json *.yaml *.yml *.xml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 holds no image that can be read.</source>
        <translation>%1 enthält kein lesbares Bild.</translation>
    </message>
    <message>
        <source>%1: %2 images, %3 boxes, %4 classes, %5 captions.</source>
        <translation>%1: %2 Bilder, %3 Boxen, %4 Klassen, %5 Bildbeschreibungen.</translation>
    </message>
    <message>
        <source>%1 problems; the first: %2: %3</source>
        <translation>%1 Probleme; das erste: %2: %3</translation>
    </message>
</context>
<context>
    <name>destudio::ui::BoxModel</name>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>gezeichnet</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Konfidenz</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>ghost</source>
        <translation>Geist</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>ignoriert</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::BoxesPanel</name>
    <message>
        <source>&amp;Threshold</source>
        <translation>&amp;Schwelle</translation>
    </message>
    <message>
        <source>Confidence threshold</source>
        <translation>Konfidenzschwelle</translation>
    </message>
    <message>
        <source>Boxes with a lower score are hidden and not exported. Boxes that were edited always stay.</source>
        <translation>Boxen mit kleinerer Konfidenz werden ausgeblendet und nicht exportiert. Geänderte Boxen bleiben immer.</translation>
    </message>
    <message>
        <source>Boxes of the current picture</source>
        <translation>Boxen des aktuellen Bildes</translation>
    </message>
    <message>
        <source>Double-click a class to change it.</source>
        <translation>Doppelklick auf eine Klasse ändert sie.</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>Boxes of the variant: %1</source>
        <translation>Boxen der Variante: %1</translation>
    </message>
    <message>
        <source>Boxes of the reference: %1</source>
        <translation>Boxen der Referenz: %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::BundleMenu</name>
    <message>
        <source>The built-in bundle (clip art)</source>
        <translation>Das eingebaute Modellpaket (Clipart)</translation>
    </message>
    <message>
        <source>Your models</source>
        <translation>Ihre Modelle</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen …</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Models, and which ones fit</source>
        <translation>Modelle, und welche passen</translation>
    </message>
    <message>
        <source>Choose a bundle folder</source>
        <translation>Ordner mit Modellpaket wählen</translation>
    </message>
    <message>
        <source>Choose a model file</source>
        <translation>Modelldatei wählen</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.ckpt);;All files (*)</source>
        <translation>Modelle (*.safetensors *.ckpt);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>destudio::ui::CarryController</name>
    <message>
        <source>Choose a box first; it is carried to the other variants of its reference.</source>
        <translation>Erst eine Box wählen; sie wird auf die anderen Varianten ihrer Referenz übertragen.</translation>
    </message>
    <message>
        <source>There is no other variant to carry to that is still open.</source>
        <translation>Es gibt keine andere offene Variante.</translation>
    </message>
    <message>
        <source>The other variants have this box already.</source>
        <translation>Die anderen Varianten haben diese Box schon.</translation>
    </message>
    <message numerus="yes">
        <source>Carried to %n variants.</source>
        <translation>
            <numerusform>Auf %n Variante übertragen.</numerusform>
            <numerusform>Auf %n Varianten übertragen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n variants neither picture nor detector agrees: a ghost marks the place.</source>
        <translation>
            <numerusform>In %n Variante stimmen weder Bild noch Detektor zu: ein Geist merkt die Stelle vor.</numerusform>
            <numerusform>In %n Varianten stimmen weder Bild noch Detektor zu: ein Geist merkt die Stelle vor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reviewed variants were left alone.</source>
        <translation>
            <numerusform>%n geprüfte Variante blieb unberührt.</numerusform>
            <numerusform>%n geprüfte Varianten blieben unberührt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures could not be read.</source>
        <translation>
            <numerusform>%n Bild war nicht lesbar.</numerusform>
            <numerusform>%n Bilder waren nicht lesbar.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ChartsPage</name>
    <message>
        <source>Nothing to count yet</source>
        <translation>Noch nichts zu zählen</translation>
    </message>
    <message>
        <source>Generate variants; their boxes are counted here.</source>
        <translation>Varianten erzeugen; ihre Boxen werden hier gezählt.</translation>
    </message>
    <message>
        <source>Annotations per class</source>
        <translation>Annotationen je Klasse</translation>
    </message>
    <message>
        <source>Side of the boxes, pixels</source>
        <translation>Seitenlänge der Boxen, Pixel</translation>
    </message>
    <message>
        <source>Width over height</source>
        <translation>Breite durch Höhe</translation>
    </message>
    <message>
        <source>Objects per image</source>
        <translation>Objekte je Bild</translation>
    </message>
    <message>
        <source>Scores of all detections</source>
        <translation>Konfidenz aller Detektionen</translation>
    </message>
    <message>
        <source>Accept rate by ratio</source>
        <translation>Annahmequote nach Anteil</translation>
    </message>
    <message>
        <source>Accept rate by guidance</source>
        <translation>Annahmequote nach Guidance</translation>
    </message>
    <message>
        <source>How many accepted annotations of each class are wanted.</source>
        <translation>Wie viele angenommene Annotationen jede Klasse haben soll.</translation>
    </message>
    <message>
        <source>&amp;Lower bound per class</source>
        <translation>&amp;Mindestzahl je Klasse</translation>
    </message>
    <message>
        <source>%1: %2 accepted of %3 wanted, %4 not reviewed</source>
        <translation>%1: %2 angenommen von %3 gewünschten, %4 nicht geprüft</translation>
    </message>
    <message>
        <source>%1 variants count. %2 of %3 classes have reached the lower bound. Paler: not reviewed yet.</source>
        <translation>Gezählte Varianten: %1. Klassen mit Mindestzahl: %2 von %3. Blasser: noch nicht geprüft.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 % accepted; %3 accepted, %4 rejected, %5 not reviewed</source>
        <translation>%1: %2 % angenommen; %3 angenommen, %4 abgelehnt, %5 nicht geprüft</translation>
    </message>
    <message>
        <source>Nothing is reviewed yet</source>
        <translation>Noch nichts geprüft</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassCheckModel</name>
    <message>
        <source>The adapter does not know this class.</source>
        <translation>Der Adapter kennt diese Klasse nicht.</translation>
    </message>
    <message>
        <source>The adapter is blind to this class: it finds none of its objects.</source>
        <translation>Der Adapter ist für diese Klasse blind: er findet keines ihrer Objekte.</translation>
    </message>
    <message>
        <source>blind</source>
        <translation>blind</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Labelled objects that count</source>
        <translation>Beschriftete Objekte, die zählen</translation>
    </message>
    <message>
        <source>Objects</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>Average precision over IoU 0.5 to 0.95</source>
        <translation>Mittlere Präzision über IoU 0,5 bis 0,95</translation>
    </message>
    <message>
        <source>AP</source>
        <translation>AP</translation>
    </message>
    <message>
        <source>Average precision at IoU 0.5</source>
        <translation>Mittlere Präzision bei IoU 0,5</translation>
    </message>
    <message>
        <source>AP50</source>
        <translation>AP50</translation>
    </message>
    <message>
        <source>The score with the best F1</source>
        <translation>Der Wert mit dem besten F1</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Harmonic mean of precision and recall at that threshold</source>
        <translation>Harmonisches Mittel von Präzision und Trefferquote an dieser Schwelle</translation>
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
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, %2 of %3 accepted, %4 boxes</source>
        <translation>%1, %2 von %3 angenommen, %4 Boxen</translation>
    </message>
    <message>
        <source>The first ten are chosen by the digits 1 to 9 and 0; exports keep this order.</source>
        <translation>Die ersten zehn wählen die Ziffern 1 bis 9 und 0; Exporte behalten diese Reihenfolge.</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>All boxes</source>
        <translation>Alle Boxen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassPopup</name>
    <message>
        <source>Class name</source>
        <translation>Klassenname</translation>
    </message>
    <message>
        <source>Classes that match</source>
        <translation>Passende Klassen</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>Taste %1</translation>
    </message>
    <message>
        <source>New class “%1”</source>
        <translation>Neue Klasse „%1“</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassStrip</name>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>All classes (E)</source>
        <translation>Alle Klassen (E)</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1: the selected boxes, or what is drawn next (%2)</source>
        <translation>%1: die gewählten Boxen, sonst die nächste gezeichnete (%2)</translation>
    </message>
    <message>
        <source>%1: the selected boxes, or what is drawn next</source>
        <translation>%1: die gewählten Boxen, sonst die nächste gezeichnete</translation>
    </message>
    <message>
        <source>+%1</source>
        <translation>+%1</translation>
    </message>
    <message numerus="yes">
        <source>%n more classes</source>
        <translation>
            <numerusform>%n weitere Klasse</numerusform>
            <numerusform>%n weitere Klassen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassesDialog</name>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n Box</numerusform>
            <numerusform>%n Boxen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;New class…</source>
        <translation>&amp;Neue Klasse …</translation>
    </message>
    <message>
        <source>Move the class up</source>
        <translation>Klasse nach oben</translation>
    </message>
    <message>
        <source>Move the class down</source>
        <translation>Klasse nach unten</translation>
    </message>
    <message>
        <source>Remove the class</source>
        <translation>Klasse entfernen</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>&amp;Merge</source>
        <translation>&amp;Vereinen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Color of the class</source>
        <translation>Farbe der Klasse</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>Na&amp;me</translation>
    </message>
    <message>
        <source>&amp;Color</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>&amp;Lower bound</source>
        <translation>&amp;Mindestzahl</translation>
    </message>
    <message>
        <source>What this changes</source>
        <translation>Was sich dadurch ändert</translation>
    </message>
    <message>
        <source>Make its boxes boxes &amp;of</source>
        <translation>Ihre Boxen werden &amp;zu</translation>
    </message>
    <message>
        <source>%1, as the project</source>
        <translation>%1, wie das Projekt</translation>
    </message>
    <message>
        <source>choose a class</source>
        <translation>Klasse wählen</translation>
    </message>
    <message>
        <source>Move the class up (Ctrl+Up)</source>
        <translation>Klasse nach oben (Strg+Auf)</translation>
    </message>
    <message>
        <source>Move the class down (Ctrl+Down)</source>
        <translation>Klasse nach unten (Strg+Ab)</translation>
    </message>
    <message>
        <source>“%3” will be the class of %1 in %2.</source>
        <translation>„%3“ wird die Klasse von %1 in %2.</translation>
    </message>
    <message>
        <source>Detections below the threshold that change as well: %1.</source>
        <translation>Auch Funde unter der Schwelle ändern sich: %1.</translation>
    </message>
    <message>
        <source>“%1” leaves the list; what later comes under this name counts as “%2”.</source>
        <translation>„%1“ verlässt die Liste; was später unter diesem Namen kommt, zählt als „%2“.</translation>
    </message>
    <message>
        <source>“%3” will be the class of %1 in %2. What later comes as “%4” gets the new name.</source>
        <translation>„%3“ wird die Klasse von %1 in %2. Was später als „%4“ kommt, erhält den neuen Namen.</translation>
    </message>
    <message>
        <source>%2 instead of %3 will be the color of %1, everywhere.</source>
        <translation>%2 statt %3 wird überall die Farbe von %1.</translation>
    </message>
    <message>
        <source>%1 are wanted; %2 are accepted, so %3 are missing.</source>
        <translation>%1 sind gewünscht; %2 sind angenommen, es fehlen %3.</translation>
    </message>
    <message>
        <source>%1 are wanted; with %2 accepted that is reached.</source>
        <translation>%1 sind gewünscht; mit %2 angenommenen ist das erreicht.</translation>
    </message>
    <message>
        <source>There is a class “%1” already. To make the two one, choose it below and merge.</source>
        <translation>Eine Klasse „%1“ gibt es schon. Um beide zu vereinen, unten wählen und vereinen.</translation>
    </message>
    <message>
        <source>A class needs a name.</source>
        <translation>Eine Klasse braucht einen Namen.</translation>
    </message>
    <message>
        <source>Nothing yet. This is the class of %1 in %2.</source>
        <translation>Noch nichts. Dies ist die Klasse von %1 in %2.</translation>
    </message>
    <message>
        <source>“%1” becomes number %2 of %3 in lists and exports.</source>
        <translation>„%1“ wird Nummer %2 von %3 in Listen und Exporten.</translation>
    </message>
    <message>
        <source>The key %1 chooses it.</source>
        <translation>Die Taste %1 wählt sie.</translation>
    </message>
    <message>
        <source>No box changes.</source>
        <translation>Keine Box ändert sich.</translation>
    </message>
    <message>
        <source>The class leaves the list; no box has it.</source>
        <translation>Die Klasse verlässt die Liste; keine Box hat sie.</translation>
    </message>
    <message>
        <source>This is the class of %1, so it stays. Merge it into another one.</source>
        <translation>Dies ist die Klasse von %1, also bleibt sie. Sie lässt sich mit einer anderen vereinen.</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>unbenutzt</translation>
    </message>
    <message>
        <source>Another color…</source>
        <translation>Andere Farbe …</translation>
    </message>
    <message>
        <source>New class</source>
        <translation>Neue Klasse</translation>
    </message>
    <message>
        <source>Name of the class</source>
        <translation>Name der Klasse</translation>
    </message>
    <message>
        <source>new class %1</source>
        <translation>neue Klasse %1</translation>
    </message>
    <message>
        <source>change class %1</source>
        <translation>Klasse %1 ändern</translation>
    </message>
    <message>
        <source>remove class %1</source>
        <translation>Klasse %1 entfernen</translation>
    </message>
    <message>
        <source>move class %1</source>
        <translation>Klasse %1 verschieben</translation>
    </message>
</context>
<context>
    <name>destudio::ui::CloseQuestion</name>
    <message>
        <source>a training (step %1 of %2)</source>
        <translation>ein Training (Schritt %1 von %2)</translation>
    </message>
    <message>
        <source>a training</source>
        <translation>ein Training</translation>
    </message>
    <message>
        <source>a scale-up</source>
        <translation>eine Hochskalierung</translation>
    </message>
    <message>
        <source>ladders</source>
        <translation>Leitern</translation>
    </message>
    <message>
        <source>an export</source>
        <translation>ein Export</translation>
    </message>
    <message>
        <source>Still running: %1.</source>
        <translation>Es läuft noch: %1.</translation>
    </message>
    <message>
        <source>Close DiffusionEngine Studio?</source>
        <translation>DiffusionEngine Studio schließen?</translation>
    </message>
    <message>
        <source>What is finished is kept. Ladders and trainings pause and can be resumed.</source>
        <translation>Was fertig ist, bleibt erhalten. Leitern und Trainings halten an und können fortgesetzt werden.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>&amp;Keep open</source>
        <translation>&amp;Offen lassen</translation>
    </message>
    <message>
        <source>&amp;Do not ask again</source>
        <translation>&amp;Nicht mehr fragen</translation>
    </message>
    <message>
        <source>a new domain (step %1 of %2)</source>
        <translation>ein neues Bildgebiet (Schritt %1 von %2)</translation>
    </message>
    <message>
        <source>a new domain</source>
        <translation>ein neues Bildgebiet</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DiffDelegate</name>
    <message>
        <source>not there</source>
        <translation>nicht da</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DiffRowTexts</name>
    <message>
        <source>a new reference</source>
        <translation>eine neue Referenz</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>a reference that is gone</source>
        <translation>eine Referenz, die fort ist</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>fort</translation>
    </message>
    <message>
        <source>a reference with other boxes, caption or file</source>
        <translation>eine Referenz mit anderen Boxen, anderem Text oder anderer Datei</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 hinzugekommen</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>boxes: %1</source>
        <translation>Boxen: %1</translation>
    </message>
    <message>
        <source>corrected: %1 boxes of its own</source>
        <translation>korrigiert: %1 eigene Boxen</translation>
    </message>
    <message>
        <source>no boxes of its own any more: %1 before</source>
        <translation>keine eigenen Boxen mehr: vorher %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DivisionForm</name>
    <message>
        <source>Share of val</source>
        <translation>Anteil von val</translation>
    </message>
    <message>
        <source>Share of test</source>
        <translation>Anteil von test</translation>
    </message>
    <message>
        <source>Divide</source>
        <translation>Aufteilen</translation>
    </message>
    <message>
        <source>Not divided: all for training</source>
        <translation>Nicht aufgeteilt: alles zum Trainieren</translation>
    </message>
    <message>
        <source>Into train, val and test</source>
        <translation>In train, val und test</translation>
    </message>
    <message>
        <source>What was made of one reference, and pictures that look alike, stay in one split.</source>
        <translation>Was aus einer Referenz gemacht wurde und Bilder, die sich ähneln, bleiben in einem Teil.</translation>
    </message>
    <message>
        <source>Dataset to hold against</source>
        <translation>Datensatz zum Vergleich</translation>
    </message>
    <message>
        <source>Hold against a dataset for val or test (optional)</source>
        <translation>Mit einem Datensatz für val oder test vergleichen (freiwillig)</translation>
    </message>
    <message>
        <source>Its val and test pictures, or all of them where it is not divided, must not be the references of what is written, nor look like it.</source>
        <translation>Seine Bilder in val und test, oder alle, wenn er nicht aufgeteilt ist, dürfen weder Referenzen des Geschriebenen sein noch ihm ähneln.</translation>
    </message>
    <message>
        <source>Choose the dataset</source>
        <translation>Datensatz wählen</translation>
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
        <translation>Vergleichen mit</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DomainForm</name>
    <message>
        <source>They have no &amp;up and down</source>
        <translation>Sie haben kein &amp;Oben und Unten</translation>
    </message>
    <message>
        <source>blood smear, street at night, …</source>
        <translation>Blutausstrich, Straße bei Nacht, …</translation>
    </message>
    <message>
        <source>What the pictures are, for their prompts.</source>
        <translation>Was die Bilder sind, für ihre Prompts.</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>Left and right</source>
        <translation>Links und rechts</translation>
    </message>
    <message>
        <source>Top and bottom</source>
        <translation>Oben und unten</translation>
    </message>
    <message>
        <source>Both ways</source>
        <translation>Beides</translation>
    </message>
    <message>
        <source>They may be turned, as pictures from a microscope or from above.</source>
        <translation>Sie dürfen gedreht werden, wie Bilder vom Mikroskop oder von oben.</translation>
    </message>
    <message>
        <source>The built-in model</source>
        <translation>Das eingebaute Modell</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>An evening (3 hours)</source>
        <translation>Ein Abend (3 Stunden)</translation>
    </message>
    <message>
        <source>Overnight (10 hours)</source>
        <translation>Über Nacht (10 Stunden)</translation>
    </message>
    <message>
        <source>A weekend (60 hours)</source>
        <translation>Ein Wochenende (60 Stunden)</translation>
    </message>
    <message>
        <source>A number of steps</source>
        <translation>Eine Anzahl Schritte</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>They s&amp;how</source>
        <translation>Sie &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Mirror them</source>
        <translation>S&amp;piegeln</translation>
    </message>
    <message>
        <source>Start &amp;from</source>
        <translation>&amp;Beginnen mit</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>Zei&amp;t</translation>
    </message>
    <message>
        <source>%1, which is opened</source>
        <translation>%1, das geöffnet ist</translation>
    </message>
    <message>
        <source>Give the model a name first.</source>
        <translation>Geben Sie dem Modell zuerst einen Namen.</translation>
    </message>
    <message>
        <source>A name cannot hold “/” or begin with a dot.</source>
        <translation>Ein Name kann weder „/“ enthalten noch mit einem Punkt beginnen.</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DomainPage</name>
    <message>
        <source>New domain</source>
        <translation>Neues Bildgebiet</translation>
    </message>
    <message>
        <source>Drop a folder of photographs or a dataset here. A model learns to draw pictures like them; two hundred are a good beginning.</source>
        <translation>Ziehen Sie einen Ordner mit Fotos oder einen Datensatz hierher. Ein Modell lernt, solche Bilder zu zeichnen; zweihundert sind ein guter Anfang.</translation>
    </message>
    <message>
        <source>&amp;Choose a folder…</source>
        <translation>Ordner &amp;wählen…</translation>
    </message>
    <message>
        <source>Looking at the pictures</source>
        <translation>Bilder werden angesehen</translation>
    </message>
    <message>
        <source>Go on with the next stage by itself</source>
        <translation>Von selbst mit der nächsten Stufe weitermachen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Other pictures…</source>
        <translation>&amp;Andere Bilder…</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Choose a folder of pictures</source>
        <translation>Einen Bilderordner wählen</translation>
    </message>
    <message>
        <source>The first samples come when the model has learned a little.</source>
        <translation>Die ersten Proben kommen, wenn das Modell etwas gelernt hat.</translation>
    </message>
    <message>
        <source>Samples of the model appear here while it learns.</source>
        <translation>Proben des Modells erscheinen hier, während es lernt.</translation>
    </message>
    <message>
        <source>U-Net</source>
        <translation>U-Net</translation>
    </message>
    <message>
        <source>on held-out pictures</source>
        <translation>auf zurückgehaltenen Bildern</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>Autoencoder</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>Noch kein Training</translation>
    </message>
</context>
<context>
    <name>destudio::ui::DomainTexts</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>under a minute</source>
        <translation>unter einer Minute</translation>
    </message>
    <message>
        <source>Base model</source>
        <translation>Grundmodell</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>First ladder</source>
        <translation>Erste Leiter</translation>
    </message>
    <message>
        <source>Does it help?</source>
        <translation>Hilft es?</translation>
    </message>
    <message>
        <source>Learns to draw pictures like these. Labels are not needed.</source>
        <translation>Lernt, solche Bilder zu zeichnen. Beschriftungen sind nicht nötig.</translation>
    </message>
    <message>
        <source>Learns to find the objects, from the labelled pictures.</source>
        <translation>Lernt aus den beschrifteten Bildern, die Objekte zu finden.</translation>
    </message>
    <message>
        <source>Makes a project of the pictures that uses the new model.</source>
        <translation>Macht aus den Bildern ein Projekt, das das neue Modell verwendet.</translation>
    </message>
    <message>
        <source>Trains small detectors with and without variants and compares them.</source>
        <translation>Trainiert kleine Detektoren mit und ohne Varianten und vergleicht sie.</translation>
    </message>
    <message>
        <source>Can start.</source>
        <translation>Kann beginnen.</translation>
    </message>
    <message>
        <source>Waits for the pictures: there is nothing at %1.</source>
        <translation>Wartet auf die Bilder: Unter %1 ist nichts.</translation>
    </message>
    <message>
        <source>Waits for the base model.</source>
        <translation>Wartet auf das Grundmodell.</translation>
    </message>
    <message>
        <source>Waits for labelled pictures: none of the %1 has a box.</source>
        <translation>Wartet auf beschriftete Bilder: Keines der %1 hat eine Box.</translation>
    </message>
    <message>
        <source>Waits for labelled pictures: only %1 of the %2 has a box, and two are needed.</source>
        <translation>Wartet auf beschriftete Bilder: Nur %1 der %2 hat eine Box; zwei sind nötig.</translation>
    </message>
    <message>
        <source>Waits for the adapter.</source>
        <translation>Wartet auf den Adapter.</translation>
    </message>
    <message>
        <source>Finished after %1 steps, in %2.</source>
        <translation>Fertig nach %1 Schritten, in %2.</translation>
    </message>
    <message>
        <source>Finished after %1 steps, in %2. Loss on held-out pictures: %3 at first, %4 at best.</source>
        <translation>Fertig nach %1 Schritten, in %2. Verlust auf zurückgehaltenen Bildern: zuerst %3, bestenfalls %4.</translation>
    </message>
    <message>
        <source>Finished in %1. On held-out pictures: mAP %2, mAP50 %3.</source>
        <translation>Fertig in %1. Auf zurückgehaltenen Bildern: mAP %2, mAP50 %3.</translation>
    </message>
    <message>
        <source>The project is ready.</source>
        <translation>Das Projekt ist bereit.</translation>
    </message>
    <message>
        <source>Finished in %1.</source>
        <translation>Fertig in %1.</translation>
    </message>
    <message>
        <source>pictures alone</source>
        <translation>Bilder allein</translation>
    </message>
    <message>
        <source>with variants</source>
        <translation>mit Varianten</translation>
    </message>
    <message>
        <source>%1 (%2): mAP %3 ± %4, mAP50 %5</source>
        <translation>%1 (%2): mAP %3 ± %4, mAP50 %5</translation>
    </message>
    <message>
        <source>Stopped by an error: %1</source>
        <translation>Durch einen Fehler angehalten: %1</translation>
    </message>
    <message>
        <source>Stopped after %1 of work; goes on where it was.</source>
        <translation>Nach %1 Arbeit angehalten; macht dort weiter, wo es war.</translation>
    </message>
    <message>
        <source>Waits for its turn among the jobs.</source>
        <translation>Wartet, bis es unter den Aufträgen an der Reihe ist.</translation>
    </message>
    <message>
        <source>Measures the speed of this machine in a short trial…</source>
        <translation>Misst in einem kurzen Versuch, wie schnell dieser Rechner ist…</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>Autoencoder</translation>
    </message>
    <message>
        <source>U-Net</source>
        <translation>U-Net</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>Arbeitet</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>%1; %2 left</source>
        <translation>%1; noch %2</translation>
    </message>
    <message>
        <source>%1 pictures, %2 of them labelled</source>
        <translation>%1 Bilder, davon %2 beschriftet</translation>
    </message>
    <message>
        <source>Read as: %1</source>
        <translation>Gelesen als: %1</translation>
    </message>
    <message>
        <source>All of %1 pixels</source>
        <translation>Alle mit %1 Pixeln</translation>
    </message>
    <message>
        <source>%1 to %2 pixels, the middle one %3</source>
        <translation>%1 bis %2 Pixel, das mittlere %3</translation>
    </message>
    <message>
        <source>%1 with a caption</source>
        <translation>%1 mit einer Bildunterschrift</translation>
    </message>
    <message>
        <source>without a split</source>
        <translation>ohne Aufteilung</translation>
    </message>
    <message>
        <source>Splits: %1</source>
        <translation>Aufteilung: %1</translation>
    </message>
    <message>
        <source>%1 look like another one, such as %2 and %3</source>
        <translation>%1 sehen wie ein anderes aus, etwa %2 und %3</translation>
    </message>
    <message>
        <source>No near-duplicates</source>
        <translation>Keine Beinahe-Doppelten</translation>
    </message>
    <message>
        <source>%1 cannot be read, such as %2</source>
        <translation>%1 sind nicht lesbar, etwa %2</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>No boxes</source>
        <translation>Keine Boxen</translation>
    </message>
    <message>
        <source>Boxes: %1</source>
        <translation>Boxen: %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::EditController</name>
    <message>
        <source>This project has no classes yet. Press E and type a class name, then draw again.</source>
        <translation>Dieses Projekt hat noch keine Klassen. E drücken, einen Klassennamen eingeben und dann neu zeichnen.</translation>
    </message>
    <message>
        <source>The box is locked. Press L to unlock it.</source>
        <translation>Die Box ist gesperrt. L hebt die Sperre auf.</translation>
    </message>
    <message>
        <source>Every variant of this project is reviewed.</source>
        <translation>Alle Varianten dieses Projekts sind geprüft.</translation>
    </message>
    <message>
        <source>Every variant of this list is reviewed.</source>
        <translation>Alle Varianten dieser Liste sind geprüft.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::EditorHeader</name>
    <message>
        <source>Zoom</source>
        <translation>Zoom</translation>
    </message>
    <message>
        <source>Brightness, contrast, lines and labels</source>
        <translation>Helligkeit, Kontrast, Linien und Beschriftungen</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Zoom: %1 %</source>
        <translation>Zoom: %1 %</translation>
    </message>
</context>
<context>
    <name>destudio::ui::EditorPage</name>
    <message>
        <source>No picture is chosen</source>
        <translation>Kein Bild ausgewählt</translation>
    </message>
    <message>
        <source>Choose a picture in the ladder.</source>
        <translation>Ein Bild in der Leiter auswählen.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lädt …</translation>
    </message>
    <message>
        <source>%1  ·  reference</source>
        <translation>%1  ·  Referenz</translation>
    </message>
    <message>
        <source>%1  ·  %2 %  ·  seed %3</source>
        <translation>%1  ·  %2 %  ·  Seed %3</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>%1 of %2  ·  %3</source>
        <translation>%1 von %2  ·  %3</translation>
    </message>
</context>
<context>
    <name>destudio::ui::EvaluationPage</name>
    <message>
        <source>Check the adapter</source>
        <translation>Adapter prüfen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Precision over recall, IoU 0.5</source>
        <translation>Präzision über Trefferquote, IoU 0,5</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Scores: right ones full, wrong ones pale</source>
        <translation>Werte: richtige kräftig, falsche blass</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>What to compare with</source>
        <translation>Womit verglichen wird</translation>
    </message>
    <message>
        <source>References and their ground truth</source>
        <translation>Referenzen und ihre wahren Boxen</translation>
    </message>
    <message>
        <source>Reviewed variants</source>
        <translation>Geprüfte Varianten</translation>
    </message>
    <message>
        <source>Progress of the self-check</source>
        <translation>Fortschritt der Selbstprüfung</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Likely mistakes in the ground truth</source>
        <translation>Wahrscheinliche Fehler in den wahren Boxen</translation>
    </message>
    <message>
        <source>Classes, the weakest first</source>
        <translation>Klassen, die schwächste zuerst</translation>
    </message>
    <message>
        <source>Loading the bundle…</source>
        <translation>Modellpaket wird geladen …</translation>
    </message>
    <message>
        <source>Runs the adapter in use on untouched pictures and compares with what is labelled there.</source>
        <translation>Lässt den Adapter auf unveränderten Bildern laufen und vergleicht mit dem, was dort beschriftet ist.</translation>
    </message>
    <message>
        <source>Pictures: %1. mAP %2, mAP50 %3.</source>
        <translation>Bilder: %1. mAP %2, mAP50 %3.</translation>
    </message>
    <message>
        <source>At the threshold %1: precision %2, recall %3, F1 %4.</source>
        <translation>An der Schwelle %1: Präzision %2, Trefferquote %3, F1 %4.</translation>
    </message>
    <message>
        <source>Classes that it is blind to: %1.</source>
        <translation>Klassen, für die er blind ist: %1.</translation>
    </message>
    <message>
        <source>Pictures left out: %1.</source>
        <translation>Ausgelassene Bilder: %1.</translation>
    </message>
    <message>
        <source>Use threshold %1 (F1 %2)</source>
        <translation>Schwelle %1 verwenden (F1 %2)</translation>
    </message>
    <message>
        <source>No likely mistakes in the ground truth</source>
        <translation>Keine wahrscheinlichen Fehler in den wahren Boxen</translation>
    </message>
    <message>
        <source>Likely mistakes in the ground truth: %1</source>
        <translation>Wahrscheinliche Fehler in den wahren Boxen: %1</translation>
    </message>
    <message>
        <source>all classes</source>
        <translation>alle Klassen</translation>
    </message>
    <message>
        <source>Nothing is checked yet</source>
        <translation>Noch ist nichts geprüft</translation>
    </message>
    <message>
        <source>Score %1–%2: %3 right, %4 wrong</source>
        <translation>Wert %1–%2: %3 richtig, %4 falsch</translation>
    </message>
    <message>
        <source>Use the threshold with the best F1</source>
        <translation>Die Schwelle mit dem besten F1 verwenden</translation>
    </message>
    <message>
        <source>Compare labels…</source>
        <translation>Boxen vergleichen…</translation>
    </message>
    <message>
        <source>The adapter, a second detector and the labels side by side, the most doubtful label first</source>
        <translation>Der Adapter, ein zweiter Detektor und die Boxen nebeneinander, die zweifelhafteste zuerst</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ExportController</name>
    <message>
        <source>There is nothing to export: no variant is in one of the chosen states.</source>
        <translation>Nichts zu exportieren: Keine Variante hat einen der gewählten Zustände.</translation>
    </message>
    <message>
        <source>Written, but a check found %1 problems. The first: %2: %3</source>
        <translation>Geschrieben, doch die Prüfung meldet Probleme: %1. Das erste: %2: %3</translation>
    </message>
    <message>
        <source>%1 images with %2 boxes are in %3. Read back and checked: no problems.</source>
        <translation>Bilder: %1, Boxen: %2, in %3. Zurückgelesen und geprüft: keine Probleme.</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Cancelled; no report was written.</source>
        <translation>Abgebrochen; kein Bericht wurde geschrieben.</translation>
    </message>
    <message>
        <source>Not written: %1. Tick what may leak, or divide otherwise.</source>
        <translation>Nicht geschrieben: %1. Haken Sie an, was durchsickern darf, oder teilen Sie anders auf.</translation>
    </message>
    <message>
        <source>It is version %1 of the project.</source>
        <translation>Es ist Version %1 des Projekts.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ExportPage</name>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>An empty or new folder</source>
        <translation>Ein leerer oder neuer Ordner</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>&amp;Accepted</source>
        <translation>&amp;Angenommen</translation>
    </message>
    <message>
        <source>E&amp;dited</source>
        <translation>&amp;Geändert</translation>
    </message>
    <message>
        <source>&amp;Not reviewed</source>
        <translation>&amp;Nicht geprüft</translation>
    </message>
    <message>
        <source>&amp;Rejected</source>
        <translation>A&amp;bgelehnt</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Export the dataset</source>
        <translation>Datensatz exportieren</translation>
    </message>
    <message>
        <source>Variants to write: %1</source>
        <translation>Zu schreibende Varianten: %1</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>Zuerst einen Ordner wählen.</translation>
    </message>
    <message>
        <source>Export into</source>
        <translation>Exportieren nach</translation>
    </message>
    <message>
        <source>Write a &amp;report</source>
        <translation>&amp;Bericht schreiben</translation>
    </message>
    <message>
        <source>Progress of the export</source>
        <translation>Fortschritt des Exports</translation>
    </message>
    <message>
        <source>One page with pictures, charts and every warning, into the same folder</source>
        <translation>Eine Seite mit Bildern, Diagrammen und allen Warnungen, im selben Ordner</translation>
    </message>
    <message>
        <source>The report: %1</source>
        <translation>Der Bericht: %1</translation>
    </message>
    <message>
        <source>Open the &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Leaves in the folder: %1</source>
        <translation>Im Ordner liegt dann: %1</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>Zuerst ein Projekt öffnen.</translation>
    </message>
    <message>
        <source>Repl&amp;ace what is there</source>
        <translation>Vorhandenes erse&amp;tzen</translation>
    </message>
    <message>
        <source>No variant is in these states. Accept some, or choose other states.</source>
        <translation>Keine Variante hat diesen Stand. Nehmen Sie welche an, oder wählen Sie einen anderen Stand.</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>Teile</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ExportPreviewPanel</name>
    <message>
        <source>Classes to be written</source>
        <translation>Klassen, die geschrieben werden</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n Box</numerusform>
            <numerusform>%n Boxen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the images were looked at by nobody.</source>
        <translation>
            <numerusform>%n der Bilder hat niemand angesehen.</numerusform>
            <numerusform>%n der Bilder hat niemand angesehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images have no box; they count as background.</source>
        <translation>
            <numerusform>%n Bild hat keine Box; es gilt als Hintergrund.</numerusform>
            <numerusform>%n Bilder haben keine Box; sie gelten als Hintergrund.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fewer than %1 images show: %2</source>
        <translation>Auf weniger als %1 Bildern zu sehen: %2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::FitNotices</name>
    <message>
        <source>Choose a model that fits…</source>
        <translation>Passendes Modell wählen …</translation>
    </message>
    <message>
        <source>Train an adapter for my classes…</source>
        <translation>Adapter für meine Klassen trainieren …</translation>
    </message>
    <message>
        <source>Try it anyway</source>
        <translation>Trotzdem versuchen</translation>
    </message>
    <message numerus="yes">
        <source>Of %n objects none was found again at any ratio. The model may not suit these pictures.</source>
        <translation>
            <numerusform>%n Objekt wurde bei keinem Anteil wiedergefunden. Das Modell passt vielleicht nicht zu diesen Bildern.</numerusform>
            <numerusform>Von %n Objekten wurde bei keinem Anteil eines wiedergefunden. Das Modell passt vielleicht nicht zu diesen Bildern.</numerusform>
        </translation>
    </message>
    <message>
        <source>Teach a model these pictures…</source>
        <translation>Einem Modell diese Bilder beibringen…</translation>
    </message>
</context>
<context>
    <name>destudio::ui::FitTexts</name>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>This model draws clip art and finds none of your %1 classes (%2). With it, variants of photographs will not be usable.</source>
        <translation>Dieses Modell zeichnet Clipart und findet keine Ihrer %1 Klassen (%2). Varianten von Fotos werden damit nicht brauchbar.</translation>
    </message>
    <message>
        <source>This model draws clip art, and these are photographs: with it, their variants will not be usable.</source>
        <translation>Dieses Modell zeichnet Clipart, und dies sind Fotos: Ihre Varianten werden damit nicht brauchbar.</translation>
    </message>
    <message>
        <source>The adapter in use finds none of your %1 classes (%2): variants will have no boxes of them.</source>
        <translation>Der verwendete Adapter findet keine Ihrer %1 Klassen (%2): Varianten bekommen keine Boxen davon.</translation>
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
        <translation>%1 % · Seed %2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryFilter</name>
    <message>
        <source>Search variants</source>
        <translation>Varianten suchen</translation>
    </message>
    <message>
        <source>Search: words, class:cat, score:[0,0.5], ratio:0.6, seed:1, boxes:0, size:small</source>
        <translation>Suche: Wörter, class:cat, score:[0,0.5], ratio:0.6, seed:1, boxes:0, size:small</translation>
    </message>
    <message>
        <source>Words look at file names, captions and prompts. Terms: class:cat,dog  state:new  score:[0.2,0.5]  ratio:0.6  seed:1,2  guidance:7.5  boxes:0  size:small  aspect:[2,] (Ctrl+F)</source>
        <translation>Wörter suchen in Dateinamen, Bildbeschreibungen und Prompts. Begriffe: class:cat,dog  state:new  score:[0.2,0.5]  ratio:0.6  seed:1,2  guidance:7.5  boxes:0  size:small  aspect:[2,] (Strg+F)</translation>
    </message>
    <message>
        <source>Review state</source>
        <translation>Prüfstand</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>Alle Zustände</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>By reference</source>
        <translation>Nach Referenz</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>Fewest expected edits first</source>
        <translation>Wenig Nacharbeit zuerst</translation>
    </message>
    <message>
        <source>Most expected edits first</source>
        <translation>Viel Nacharbeit zuerst</translation>
    </message>
    <message>
        <source>Expected edits: how many boxes will probably have to be removed or added, by their scores.</source>
        <translation>Erwartete Nacharbeit: wie viele Boxen nach ihrer Konfidenz wohl zu löschen oder zu ergänzen sind.</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Only the variants that were chosen on the map are searched. Search all again.</source>
        <translation>Gesucht wird nur unter den Varianten, die auf der Karte gewählt wurden. Wieder unter allen suchen.</translation>
    </message>
    <message numerus="yes">
        <source>%n chosen on the map</source>
        <translation>
            <numerusform>%n auf der Karte gewählt</numerusform>
            <numerusform>%n auf der Karte gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Search all variants again</source>
        <translation>Wieder alle Varianten durchsuchen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryModel</name>
    <message>
        <source>not reviewed</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%1
ratio %2, seed %3
%4, %n boxes, about %5 edits</source>
        <translation>
            <numerusform>%1
Anteil %2, Seed %3
%4, %n Box, Änderungen: etwa %5</numerusform>
            <numerusform>%1
Anteil %2, Seed %3
%4, %n Boxen, Änderungen: etwa %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, ratio %2, seed %3, %4, %n boxes</source>
        <translation>
            <numerusform>%1, Anteil %2, Seed %3, %4, %n Box</numerusform>
            <numerusform>%1, Anteil %2, Seed %3, %4, %n Boxen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryPage</name>
    <message>
        <source>No variants yet</source>
        <translation>Noch keine Varianten</translation>
    </message>
    <message>
        <source>Generate a ladder; its variants are collected here.</source>
        <translation>Eine Leiter erzeugen; ihre Varianten werden hier gesammelt.</translation>
    </message>
    <message>
        <source>No variant matches the search</source>
        <translation>Keine Variante passt zur Suche</translation>
    </message>
    <message>
        <source>Clear the search to see all of them.</source>
        <translation>Suche leeren, um alle zu sehen.</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
    <message>
        <source>%1 of %2 variants</source>
        <translation>%1 von %2 Varianten</translation>
    </message>
    <message>
        <source> · %1 selected</source>
        <translation> · %1 ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>reopen %n variants</source>
        <translation>
            <numerusform>%n Variante zurücksetzen</numerusform>
            <numerusform>%n Varianten zurücksetzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>accept %n variants</source>
        <translation>
            <numerusform>%n Variante annehmen</numerusform>
            <numerusform>%n Varianten annehmen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>reject %n variants</source>
        <translation>
            <numerusform>%n Variante ablehnen</numerusform>
            <numerusform>%n Varianten ablehnen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 becomes</source>
        <translation>%1 wird zu</translation>
    </message>
    <message>
        <source>The selected variants have no boxes</source>
        <translation>Die ausgewählten Varianten haben keine Boxen</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt geöffnet</translation>
    </message>
    <message>
        <source>The variants of a project are collected here.</source>
        <translation>Hier sammeln sich die Varianten eines Projekts.</translation>
    </message>
    <message>
        <source>Every variant of this list is reviewed.</source>
        <translation>Alle Varianten dieser Liste sind geprüft.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GeneratePanel</name>
    <message>
        <source>What should not appear</source>
        <translation>Was nicht erscheinen soll</translation>
    </message>
    <message>
        <source>How far each variant moves from the reference: near 0 keeps it, 1 forgets it.</source>
        <translation>Wie weit sich jede Variante von der Referenz entfernt: nahe 0 bleibt sie erhalten, bei 1 ist sie vergessen.</translation>
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
        <translation>Modellpaket</translation>
    </message>
    <message>
        <source>&amp;Negative</source>
        <translation>&amp;Negativ</translation>
    </message>
    <message>
        <source>&amp;Ratios</source>
        <translation>An&amp;teile</translation>
    </message>
    <message>
        <source>S&amp;eeds</source>
        <translation>S&amp;eeds</translation>
    </message>
    <message>
        <source>Gui&amp;dance</source>
        <translation>Gui&amp;dance</translation>
    </message>
    <message>
        <source>Sa&amp;mpler</source>
        <translation>Sa&amp;mpler</translation>
    </message>
    <message>
        <source>&amp;Prompt</source>
        <translation>&amp;Prompt</translation>
    </message>
    <message>
        <source>Empty: a sentence made of the reference&apos;s classes</source>
        <translation>Leer: ein Satz aus den Klassen der Referenz</translation>
    </message>
    <message>
        <source>%1 (finds no boxes)</source>
        <translation>%1 (findet keine Boxen)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keins</translation>
    </message>
    <message>
        <source>The adapter is in use from now on. %1</source>
        <translation>Der Adapter wird ab jetzt verwendet. %1</translation>
    </message>
    <message>
        <source>The bundle&apos;s choice</source>
        <translation>Wie das Modellpaket es will</translation>
    </message>
    <message>
        <source>Last step (no extra time)</source>
        <translation>Letzter Schritt (kostet nichts)</translation>
    </message>
    <message>
        <source>One more call at t = 1</source>
        <translation>Ein weiterer Aufruf bei t = 1</translation>
    </message>
    <message>
        <source>What suits the machine</source>
        <translation>Was zum Rechner passt</translation>
    </message>
    <message>
        <source>More settings</source>
        <translation>Mehr Einstellungen</translation>
    </message>
    <message>
        <source>Et&amp;a</source>
        <translation>Et&amp;a</translation>
    </message>
    <message>
        <source>Bo&amp;xes from</source>
        <translation>Bo&amp;xen aus</translation>
    </message>
    <message>
        <source>Which call of the model the boxes are read from.</source>
        <translation>Aus welchem Aufruf des Modells die Boxen gelesen werden.</translation>
    </message>
    <message>
        <source>Pre&amp;cision</source>
        <translation>&amp;Genauigkeit</translation>
    </message>
    <message>
        <source>The arithmetic. The same seed gives other pictures in another one.</source>
        <translation>Die Rechenart. Derselbe Seed gibt in einer anderen andere Bilder.</translation>
    </message>
    <message>
        <source>Caption, else classes</source>
        <translation>Beschreibung, sonst Klassen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Words after every prompt</source>
        <translation>Wörter nach jedem Prompt</translation>
    </message>
    <message>
        <source>Another seed at random</source>
        <translation>Ein anderer, zufälliger Seed</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Made &amp;of</source>
        <translation>&amp;Aus</translation>
    </message>
    <message>
        <source>What the prompt is made of while none is typed.</source>
        <translation>Woraus der Prompt gebildet wird, solange keiner eingegeben ist.</translation>
    </message>
    <message>
        <source>S&amp;uffix</source>
        <translation>&amp;Zusatz</translation>
    </message>
    <message>
        <source>Added to every prompt, typed or made.</source>
        <translation>Kommt zu jedem Prompt, eingegeben oder gebildet.</translation>
    </message>
    <message>
        <source>What the model is led away from.</source>
        <translation>Wovon das Modell weggeführt wird.</translation>
    </message>
    <message>
        <source>How closely the prompt is followed; 1 switches guidance off.</source>
        <translation>Wie eng der Prompt befolgt wird; 1 schaltet die Führung ab.</translation>
    </message>
    <message>
        <source>S&amp;teps</source>
        <translation>S&amp;chritte</translation>
    </message>
    <message>
        <source>Steps of the whole schedule; each ratio runs its part of them.</source>
        <translation>Schritte des ganzen Plans; jeder Anteil durchläuft seinen Teil davon.</translation>
    </message>
    <message>
        <source>How noise is taken away.</source>
        <translation>Wie das Rauschen entfernt wird.</translation>
    </message>
    <message>
        <source>What the variants show. Empty: it is made as chosen below.</source>
        <translation>Was die Varianten zeigen. Leer: wird gebildet wie unten gewählt.</translation>
    </message>
    <message>
        <source>The model&apos;s choice</source>
        <translation>Wie das Modell es sagt</translation>
    </message>
    <message>
        <source>Leading</source>
        <translation>Leading (vorn)</translation>
    </message>
    <message>
        <source>Linspace</source>
        <translation>Linspace (gleichmäßig)</translation>
    </message>
    <message>
        <source>Trailing</source>
        <translation>Trailing (hinten)</translation>
    </message>
    <message>
        <source>One more call at the adapter&apos;s best t</source>
        <translation>Ein weiterer Aufruf beim besten t des Adapters</translation>
    </message>
    <message>
        <source>Noise that DDIM and TCD add again at each step, 0 to 1.</source>
        <translation>Rauschen, das DDIM und TCD in jedem Schritt wieder hinzufügen, 0 bis 1.</translation>
    </message>
    <message>
        <source>Rescale</source>
        <translation>Rückskalierung</translation>
    </message>
    <message>
        <source>How far guidance is kept from raising contrast, 0 to 1. For models with zero terminal SNR: 0.7.</source>
        <translation>Wie weit Guidance daran gehindert wird, den Kontrast zu heben, 0 bis 1. Für Modelle, die aus reinem Rauschen beginnen: 0,7.</translation>
    </message>
    <message>
        <source>Timesteps</source>
        <translation>Zeitschritte</translation>
    </message>
    <message>
        <source>How the steps lie in the schedule. Turbo, Lightning and Hyper models need Trailing.</source>
        <translation>Wie die Schritte im Plan liegen. Modelle wie Turbo, Lightning und Hyper brauchen Trailing.</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Files that are merged into the bundle, each with its strength.</source>
        <translation>Dateien, die in das Modellpaket gemischt werden, jede mit ihrer Stärke.</translation>
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
        <translation>LCM (wenige Schritte)</translation>
    </message>
    <message>
        <source>TCD (few steps)</source>
        <translation>TCD (wenige Schritte)</translation>
    </message>
    <message>
        <source>The adapter was made for another model; this one&apos;s own is in use.</source>
        <translation>Der Adapter war für ein anderes Modell; verwendet wird der eigene dieses Modells.</translation>
    </message>
    <message>
        <source>The LoRA files were taken off the list: they were added to another model.</source>
        <translation>Die LoRA-Dateien wurden aus der Liste genommen: Sie gehörten zu einem anderen Modell.</translation>
    </message>
    <message>
        <source>It is made for few steps (%1): sampler %2, %3 steps and guidance %4 are set.</source>
        <translation>Sie ist für wenige Schritte gemacht (%1): Sampler %2, %3 Schritte und Guidance %4 sind gesetzt.</translation>
    </message>
    <message>
        <source>Without %1 the model needs its usual steps: sampler %2, %3 steps and guidance %4 are set again.</source>
        <translation>Ohne %1 braucht das Modell seine üblichen Schritte: Sampler %2, %3 Schritte und Guidance %4 sind wieder gesetzt.</translation>
    </message>
    <message>
        <source>Choose the model that draws</source>
        <translation>Das Modell wählen, das zeichnet</translation>
    </message>
    <message>
        <source>Ratios</source>
        <translation>Anteile</translation>
    </message>
    <message>
        <source>Drag a handle, or move it with the arrow keys. A double click adds one, Delete takes it away.</source>
        <translation>Ziehen Sie einen Griff, oder bewegen Sie ihn mit den Pfeiltasten. Ein Doppelklick fügt einen hinzu, Entf nimmt ihn weg.</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Draws the picture while a ratio or a seed is moved, without keeping it.</source>
        <translation>Zeichnet das Bild, während ein Anteil oder ein Seed bewegt wird, ohne es zu behalten.</translation>
    </message>
    <message>
        <source>One row of variants for each seed; ranges such as 1-4 are fine. The wheel steps them.</source>
        <translation>Eine Zeile von Varianten für jeden Seed; Bereiche wie 1-4 sind möglich. Das Mausrad zählt sie weiter.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GenerationController</name>
    <message>
        <source>%1: preparing</source>
        <translation>%1: Vorbereitung</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Bricht ab …</translation>
    </message>
    <message>
        <source>Loading bundle…</source>
        <translation>Lädt Modellpaket …</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 of %3 steps</source>
        <translation>%1: Schritt %2 von %3</translation>
    </message>
    <message>
        <source>Finishing this image…</source>
        <translation>Dieses Bild wird fertiggestellt …</translation>
    </message>
</context>
<context>
    <name>destudio::ui::GuideWindow</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>User&apos;s guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Text of the chapter</source>
        <translation>Text des Kapitels</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
</context>
<context>
    <name>destudio::ui::HelpMenu</name>
    <message>
        <source>About DiffusionEngine Studio</source>
        <translation>Über DiffusionEngine Studio</translation>
    </message>
    <message>
        <source>&lt;b&gt;DiffusionEngine Studio %1&lt;/b&gt;</source>
        <translation>&lt;b&gt;DiffusionEngine Studio %1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Makes labelled variants of reference images with a frozen diffusion model, and lets you review them. It implements the paper “DiffusionEngine: Diffusion Model is Scalable Data Engine for Object Detection”.&lt;br&gt;&lt;br&gt;The sources are under the Apache License 2.0. This window also uses Qt %1 and QCustomPlot, which is under the GPL-3, so the program as a whole is under the GPL-3.</source>
        <translation>Erzeugt beschriftete Varianten von Referenzbildern mit einem eingefrorenen Diffusionsmodell und lässt sie prüfen. Es setzt die Arbeit „DiffusionEngine: Diffusion Model is Scalable Data Engine for Object Detection“ um.&lt;br&gt;&lt;br&gt;Die Quellen stehen unter der Apache License 2.0. Dieses Fenster verwendet auch Qt %1 und QCustomPlot, das unter der GPL-3 steht; das Programm als Ganzes steht daher unter der GPL-3.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::InspectController</name>
    <message>
        <source>This variant has no picture: its generation failed.</source>
        <translation>Diese Variante hat kein Bild: ihre Erzeugung ist fehlgeschlagen.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::InspectPanel</name>
    <message>
        <source>%1 · %2 % · seed %3</source>
        <translation>%1 · %2 % · Seed %3</translation>
    </message>
    <message>
        <source>%1 · reference</source>
        <translation>%1 · Referenz</translation>
    </message>
    <message>
        <source>Strong attention, no box</source>
        <translation>Starke Aufmerksamkeit, keine Box</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Durchleuchten</translation>
    </message>
    <message>
        <source>Classes in the prompt</source>
        <translation>Klassen im Prompt</translation>
    </message>
    <message>
        <source>Strong attention without a box</source>
        <translation>Starke Aufmerksamkeit ohne Box</translation>
    </message>
    <message>
        <source>Add the ticked places as boxes (Return)</source>
        <translation>Die angekreuzten Stellen als Boxen hinzufügen (Eingabe)</translation>
    </message>
    <message>
        <source>↑ ↓ class · ← → resolution · Tab, Space: tick · Return: add boxes</source>
        <translation>↑ ↓ Klasse · ← → Auflösung · Tab, Leertaste: ankreuzen · Eingabe: Boxen hinzufügen</translation>
    </message>
    <message>
        <source>The model looks at the picture…</source>
        <translation>Das Modell sieht sich das Bild an …</translation>
    </message>
    <message>
        <source>The prompt names none of the project&apos;s classes, so no words have attention.</source>
        <translation>Der Prompt nennt keine Klasse des Projekts, also hat kein Wort Aufmerksamkeit.</translation>
    </message>
    <message>
        <source>Prompt: %1 — The picture was made by another bundle than the one that looks at it.</source>
        <translation>Prompt: %1 — Das Bild stammt von einem anderen Modellpaket als dem, das es ansieht.</translation>
    </message>
    <message>
        <source>Prompt: %1</source>
        <translation>Prompt: %1</translation>
    </message>
    <message>
        <source>Its strongest attention is %1 times the mean.</source>
        <translation>Ihre stärkste Aufmerksamkeit ist das %1-Fache des Mittels.</translation>
    </message>
    <message>
        <source>%1 · %2×</source>
        <translation>%1 · %2×</translation>
    </message>
    <message>
        <source>All strong attention has a box</source>
        <translation>Alle starke Aufmerksamkeit hat eine Box</translation>
    </message>
    <message>
        <source>Add 1 box</source>
        <translation>1 Box hinzufügen</translation>
    </message>
    <message>
        <source>Add %1 boxes</source>
        <translation>%1 Boxen hinzufügen</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>all resolutions</source>
        <translation>alle Auflösungen</translation>
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
        <translation>Adapter</translation>
    </message>
    <message>
        <source>1 box</source>
        <translation>1 Box</translation>
    </message>
    <message>
        <source>%1 boxes</source>
        <translation>%1 Boxen</translation>
    </message>
    <message>
        <source>%1?</source>
        <translation>%1?</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>Above Otsu&apos;s threshold</source>
        <translation>Über der Otsu-Schwelle</translation>
    </message>
    <message>
        <source>Attention: %1</source>
        <translation>Aufmerksamkeit: %1</translation>
    </message>
    <message>
        <source>%1 % of %2 channels</source>
        <translation>%1 % von %2 Kanälen</translation>
    </message>
    <message>
        <source>Features %1</source>
        <translation>Merkmale %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::IssueCollector</name>
    <message numerus="yes">
        <source>%n references are not where they were, %1 among them.</source>
        <translation>
            <numerusform>%n Referenz ist nicht mehr an ihrem Ort: %1.</numerusform>
            <numerusform>%n Referenzen sind nicht mehr an ihrem Ort, darunter %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::IssueModel</name>
    <message>
        <source>Go to the job</source>
        <translation>Zum Auftrag</translation>
    </message>
    <message>
        <source>Go to the variant</source>
        <translation>Zur Variante</translation>
    </message>
    <message>
        <source>Locate the images…</source>
        <translation>Bilder suchen …</translation>
    </message>
    <message>
        <source>Go to the reference</source>
        <translation>Zur Referenz</translation>
    </message>
    <message>
        <source>%1 (%2 times)</source>
        <translation>%1 (%2-mal)</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Go to the export</source>
        <translation>Zum Export</translation>
    </message>
</context>
<context>
    <name>destudio::ui::IssuesPanel</name>
    <message>
        <source>Go there</source>
        <translation>Hingehen</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Dismiss all</source>
        <translation>Alle verwerfen</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>Alles in Ordnung.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::JobIndicator</name>
    <message>
        <source>Progress of all jobs</source>
        <translation>Fortschritt aller Aufträge</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source> · paused</source>
        <translation> · angehalten</translation>
    </message>
    <message>
        <source>Job %1</source>
        <translation>Auftrag %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::JobMessages</name>
    <message>
        <source>Resume them</source>
        <translation>Damit weitermachen</translation>
    </message>
    <message>
        <source>Discard them</source>
        <translation>Verwerfen</translation>
    </message>
    <message numerus="yes">
        <source>%n ladders were not finished when this project was closed.</source>
        <translation>
            <numerusform>%n Leiter war beim Schließen des Projekts nicht fertig.</numerusform>
            <numerusform>%n Leitern waren beim Schließen des Projekts nicht fertig.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::JobModel</name>
    <message>
        <source>Ladder</source>
        <translation>Leiter</translation>
    </message>
    <message>
        <source>Scale-up</source>
        <translation>Hochskalierung</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Finishing this image…</source>
        <translation>Dieses Bild wird fertiggestellt …</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Running with less memory</source>
        <translation>Läuft mit weniger Speicher</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>lädt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>destudio::ui::JobsPage</name>
    <message>
        <source>%1 running, %2 waiting</source>
        <translation>%1 laufen, %2 warten</translation>
    </message>
    <message>
        <source> · paused</source>
        <translation> · angehalten</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · noch %1</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>Noch keine Aufträge</translation>
    </message>
    <message>
        <source>Ladders and trainings that were started are listed here while they wait and run, and after they ended.</source>
        <translation>Begonnene Leitern und Trainings stehen hier, solange sie warten und laufen, und auch danach.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
</context>
<context>
    <name>destudio::ui::KeySheet</name>
    <message>
        <source>Key sheet</source>
        <translation>Tastenübersicht</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>Aktionen und Tasten suchen</translation>
    </message>
    <message>
        <source>No action and no key matches.</source>
        <translation>Keine Aktion und keine Taste passt.</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>&amp;Change keys…</source>
        <translation>&amp;Tasten ändern …</translation>
    </message>
</context>
<context>
    <name>destudio::ui::KeysDialog</name>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Setzen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;No key</source>
        <translation>&amp;Keine Taste</translation>
    </message>
    <message>
        <source>&amp;Default</source>
        <translation>&amp;Vorgabe</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>Aktionen und Tasten suchen</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>Die neue Taste drücken</translation>
    </message>
    <message>
        <source>Make this the action&apos;s only key</source>
        <translation>Dies zur einzigen Taste der Aktion machen</translation>
    </message>
    <message>
        <source>Give the action this key besides those it has</source>
        <translation>Der Aktion diese Taste zusätzlich geben</translation>
    </message>
    <message>
        <source>Take all keys away from the action</source>
        <translation>Der Aktion alle Tasten nehmen</translation>
    </message>
    <message>
        <source>Give the action the keys that it comes with</source>
        <translation>Der Aktion ihre ursprünglichen Tasten geben</translation>
    </message>
    <message>
        <source>Reset a&amp;ll</source>
        <translation>A&amp;lle zurücksetzen</translation>
    </message>
    <message>
        <source>Give every action the keys that it comes with</source>
        <translation>Jeder Aktion ihre ursprünglichen Tasten geben</translation>
    </message>
    <message>
        <source>Choose an action</source>
        <translation>Eine Aktion wählen</translation>
    </message>
    <message>
        <source>“%1” has a fixed key</source>
        <translation>„%1“ hat eine feste Taste</translation>
    </message>
    <message>
        <source>New key for “%1”</source>
        <translation>Neue Taste für „%1“</translation>
    </message>
    <message>
        <source>%1 is a fixed key (%2). Choose another one.</source>
        <translation>%1 ist eine feste Taste (%2). Bitte eine andere wählen.</translation>
    </message>
    <message>
        <source>%1 belongs to “%2”; it will be taken away there.</source>
        <translation>%1 gehört zu „%2“ und wird dort entfernt.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::KeysModel</name>
    <message>
        <source>This key cannot be changed.</source>
        <translation>Diese Taste lässt sich nicht ändern.</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LadderPage</name>
    <message>
        <source>1 box</source>
        <translation>1 Box</translation>
    </message>
    <message>
        <source>%1 boxes</source>
        <translation>%1 Boxen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>No references yet</source>
        <translation>Noch keine Referenzen</translation>
    </message>
    <message>
        <source>Opening the project…</source>
        <translation>Projekt wird geöffnet …</translation>
    </message>
    <message>
        <source>Drag the handle to accept everything up to a ratio (U: up to the current one).</source>
        <translation>Griff ziehen, um alles bis zu einem Anteil anzunehmen (U: bis zum aktuellen).</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Lädt …</translation>
    </message>
    <message>
        <source>no ground truth</source>
        <translation>keine Annotationen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>%1/%2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Not generated yet</source>
        <translation>Noch nicht erzeugt</translation>
    </message>
    <message>
        <source>Drop images, a folder or a dataset here, or add them.</source>
        <translation>Bilder, einen Ordner oder einen Datensatz hierher ziehen oder hinzufügen.</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>%1 steps</source>
        <translation>%1 Schritte</translation>
    </message>
    <message>
        <source>%1 of %2 · guidance %3</source>
        <translation>%1 von %2 · Führung %3</translation>
    </message>
    <message>
        <source>Reference · difference</source>
        <translation>Referenz · Unterschied</translation>
    </message>
    <message>
        <source>Reference · wipe</source>
        <translation>Referenz · Wischen</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Prompt of this variant</source>
        <translation>Prompt dieser Variante</translation>
    </message>
    <message>
        <source>The variant&apos;s prompt. A word under the pointer shows where the model looked for it.</source>
        <translation>Der Prompt der Variante. Ein Wort unter dem Zeiger zeigt, wo das Modell danach gesucht hat.</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>Wird gezeichnet…</translation>
    </message>
    <message>
        <source>live</source>
        <translation>live</translation>
    </message>
    <message>
        <source>Not kept: Generate makes this picture. The wheel steps the seed.</source>
        <translation>Nicht behalten: Erzeugen macht dieses Bild. Das Mausrad zählt den Seed weiter.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LeakPanel</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 aus %2</translation>
    </message>
    <message>
        <source>What leaks</source>
        <translation>Was durchsickert</translation>
    </message>
    <message>
        <source>Pictures of one &amp;source may be in two splits</source>
        <translation>Bilder aus einer &amp;Quelle dürfen in zwei Teilen sein</translation>
    </message>
    <message>
        <source>Pictures that &amp;look alike may be in two splits</source>
        <translation>Bilder, die sich ä&amp;hneln, dürfen in zwei Teilen sein</translation>
    </message>
    <message>
        <source>&amp;Generated pictures may be in val and test</source>
        <translation>Er&amp;zeugte Bilder dürfen in val und test sein</translation>
    </message>
    <message>
        <source>As --allow-leaks %1 of the command line</source>
        <translation>Wie --allow-leaks %1 auf der Befehlszeile</translation>
    </message>
    <message>
        <source>Comparing the pictures…</source>
        <translation>Die Bilder werden verglichen…</translation>
    </message>
    <message>
        <source>Comparing the pictures: %1 of %2</source>
        <translation>Die Bilder werden verglichen: %1 von %2</translation>
    </message>
    <message>
        <source>Nothing leaks, but for what is ticked.</source>
        <translation>Nichts sickert durch, außer was angehakt ist.</translation>
    </message>
    <message>
        <source>A figure measured on val or test would flatter the detector. Nothing is written until you tick what may be, or divide otherwise.</source>
        <translation>Ein Wert, der auf val oder test gemessen wird, würde dem Detektor schmeicheln. Geschrieben wird erst, wenn Sie anhaken, was sein darf, oder anders aufteilen.</translation>
    </message>
    <message numerus="yes">
        <source>%n pairs of pictures of one source are in two splits</source>
        <translation>
            <numerusform>%n Paar Bilder aus einer Quelle ist in zwei Teilen</numerusform>
            <numerusform>%n Paare von Bildern aus einer Quelle sind in zwei Teilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs of pictures that look alike are in two splits</source>
        <translation>
            <numerusform>%n Paar ähnlicher Bilder ist in zwei Teilen</numerusform>
            <numerusform>%n Paare ähnlicher Bilder sind in zwei Teilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generated pictures are in val or test</source>
        <translation>
            <numerusform>%n erzeugtes Bild ist in val oder test</numerusform>
            <numerusform>%n erzeugte Bilder sind in val oder test</numerusform>
        </translation>
    </message>
    <message>
        <source>such as %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>such as %1 and %2</source>
        <translation>etwa %1 und %2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LiveActions</name>
    <message>
        <source>The model looks…</source>
        <translation>Das Modell sieht hin…</translation>
    </message>
    <message>
        <source>“%1” was cut off</source>
        <translation>„%1“ wurde abgeschnitten</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LockDialog</name>
    <message>
        <source>The lock does not say who has it. Close the project there, then try again.</source>
        <translation>Die Sperre sagt nicht, wem sie gehört. Das Projekt dort schließen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Process %1 on the computer %2 opened it at %3. Whether it still runs cannot be seen from here. If it does not, the lock is stale and can be taken away.</source>
        <translation>Prozess %1 auf dem Rechner %2 hat es um %3 geöffnet. Ob er noch läuft, ist von hier nicht zu sehen. Wenn nicht, ist die Sperre veraltet und kann entfernt werden.</translation>
    </message>
    <message>
        <source>Process %1 on this computer opened it at %2. Close the project there, then try again.</source>
        <translation>Prozess %1 auf diesem Rechner hat es um %2 geöffnet. Das Projekt dort schließen, dann noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Process %1, which opened it at %2, does not run any more: the lock is stale and can be taken away.</source>
        <translation>Prozess %1, der es um %2 geöffnet hat, läuft nicht mehr: die Sperre ist veraltet und kann entfernt werden.</translation>
    </message>
    <message>
        <source>The project is locked</source>
        <translation>Das Projekt ist gesperrt</translation>
    </message>
    <message>
        <source>%1 is open in another window.</source>
        <translation>%1 ist in einem anderen Fenster geöffnet.</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal</translation>
    </message>
    <message>
        <source>&amp;Open anyway</source>
        <translation>&amp;Trotzdem öffnen</translation>
    </message>
    <message>
        <source>If the other window does run, each will not see what the other changes.</source>
        <translation>Läuft das andere Fenster doch, sieht keines die Änderungen des anderen.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LogModel</name>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LogPanel</name>
    <message>
        <source>Least level shown</source>
        <translation>Niedrigste gezeigte Stufe</translation>
    </message>
    <message>
        <source>Shows lines of this level and above</source>
        <translation>Zeigt Zeilen dieser Stufe und darüber</translation>
    </message>
    <message>
        <source>Search the log</source>
        <translation>Protokoll durchsuchen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Copy lines</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy lines (%1): the selected ones, else all that are shown</source>
        <translation>Zeilen kopieren (%1): die gewählten, sonst alle gezeigten</translation>
    </message>
    <message>
        <source>Clear the log</source>
        <translation>Protokoll leeren</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LookPanel</name>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Line width</source>
        <translation>Linienbreite</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>Alle Beschriftungen</translation>
    </message>
    <message>
        <source>Label of the selected box</source>
        <translation>Beschriftung der gewählten Box</translation>
    </message>
    <message>
        <source>No labels</source>
        <translation>Keine Beschriftungen</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Beschriftungen</translation>
    </message>
    <message>
        <source>Neutral</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Brightness and contrast as in the file</source>
        <translation>Helligkeit und Kontrast wie in der Datei</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LoopController</name>
    <message>
        <source>Label anew</source>
        <translation>Neu beschriften</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LoopPanel</name>
    <message>
        <source>Learn &amp;while I review</source>
        <translation>&amp;Beim Prüfen lernen</translation>
    </message>
    <message>
        <source>Expected edits per image</source>
        <translation>Erwartete Korrekturen je Bild</translation>
    </message>
    <message>
        <source>corrections</source>
        <translation>Korrekturen</translation>
    </message>
    <message>
        <source>After so many accepted or corrected variants the adapter learns from them in the background, and variants that nobody has reviewed get new labels.</source>
        <translation>Nach so vielen angenommenen oder korrigierten Varianten lernt der Adapter im Hintergrund aus ihnen, und ungeprüfte Varianten erhalten neue Boxen.</translation>
    </message>
    <message>
        <source>Corrections from one training to the next</source>
        <translation>Korrekturen von einem Training zum nächsten</translation>
    </message>
    <message>
        <source>every</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>The adapter learns from %1 corrections…</source>
        <translation>Der Adapter lernt aus %1 Korrekturen …</translation>
    </message>
    <message>
        <source>What it learnt labels the variants that are not reviewed…</source>
        <translation>Das Gelernte beschriftet die ungeprüften Varianten …</translation>
    </message>
    <message>
        <source>The last training was worse on corrections it had not seen; the adapter stays.</source>
        <translation>Das letzte Training war auf unbekannten Korrekturen schlechter; der Adapter bleibt.</translation>
    </message>
    <message>
        <source>The last training: %1 expected edits per image before, %2 after.</source>
        <translation>Letztes Training: vorher %1 erwartete Korrekturen je Bild, danach %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n corrections to the next training.</source>
        <translation>
            <numerusform>Noch %n Korrektur bis zum nächsten Training.</numerusform>
            <numerusform>Noch %n Korrekturen bis zum nächsten Training.</numerusform>
        </translation>
    </message>
    <message>
        <source>expected</source>
        <translation>erwartet</translation>
    </message>
    <message>
        <source>made</source>
        <translation>gemacht</translation>
    </message>
    <message>
        <source>Nothing is reviewed yet</source>
        <translation>Noch ist nichts geprüft</translation>
    </message>
</context>
<context>
    <name>destudio::ui::LoraList</name>
    <message>
        <source>Add a LoRA…</source>
        <translation>LoRA hinzufügen …</translation>
    </message>
    <message>
        <source>LoRA files (*.safetensors)</source>
        <translation>LoRA-Dateien (*.safetensors)</translation>
    </message>
    <message>
        <source>Strength of %1</source>
        <translation>Stärke von %1</translation>
    </message>
    <message>
        <source>1: as it was trained; 0: not at all; below 0: away from what it learned</source>
        <translation>1: wie trainiert; 0: gar nicht; unter 0: weg von dem, was sie lernte</translation>
    </message>
    <message>
        <source>Do not use %1 any more</source>
        <translation>%1 nicht mehr benutzen</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>%1: changes %2 modules by %3 % of their weights</source>
        <translation>%1: ändert %2 Module um %3 % ihrer Gewichte</translation>
    </message>
    <message>
        <source>, most in %1 (%2 %)</source>
        <translation>, am meisten in %1 (%2 %)</translation>
    </message>
    <message>
        <source>Not in the model: %1.</source>
        <translation>Nicht im Modell: %1.</translation>
    </message>
    <message>
        <source>Of another size: %1.</source>
        <translation>Von anderer Größe: %1.</translation>
    </message>
    <message>
        <source>Tensors with unknown names: %1.</source>
        <translation>Tensoren mit unbekannten Namen: %1.</translation>
    </message>
    <message>
        <source>A file that changes the bundle&apos;s style or subject, of kohya, LyCORIS, diffusers or PEFT. It can be dropped here, too.</source>
        <translation>Eine Datei, die Stil oder Motiv des Modellpakets ändert, von kohya, LyCORIS, diffusers oder PEFT. Sie lässt sich auch hierher ziehen.</translation>
    </message>
    <message>
        <source>Compared with the model…</source>
        <translation>Vergleich mit dem Modell …</translation>
    </message>
    <message>
        <source>Choose LoRA files</source>
        <translation>LoRA-Dateien wählen</translation>
    </message>
    <message>
        <source>%1 is in the list already.</source>
        <translation>%1 steht schon in der Liste.</translation>
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
        <translation>Werkzeuge</translation>
    </message>
</context>
<context>
    <name>destudio::ui::MapFindingsList</name>
    <message>
        <source>What stands out</source>
        <translation>Was auffällt</translation>
    </message>
    <message numerus="yes">
        <source>%n variants</source>
        <translation>
            <numerusform>%n Variante</numerusform>
            <numerusform>%n Varianten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants look the same</source>
        <translation>
            <numerusform>%n Variante sieht gleich aus</numerusform>
            <numerusform>%n Varianten sehen gleich aus</numerusform>
        </translation>
    </message>
    <message>
        <source>Holes</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>Crowded places</source>
        <translation>Gedränge</translation>
    </message>
    <message>
        <source>Near-duplicates</source>
        <translation>Fast Gleiche</translation>
    </message>
</context>
<context>
    <name>destudio::ui::MapPage</name>
    <message>
        <source>Comparing…</source>
        <translation>Vergleicht…</translation>
    </message>
    <message>
        <source>%1: reference</source>
        <translation>%1: Referenz</translation>
    </message>
    <message>
        <source>Variant of %1: %2</source>
        <translation>Variante von %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>Show %n in the &amp;gallery</source>
        <translation>
            <numerusform>%n in der &amp;Galerie zeigen</numerusform>
            <numerusform>%n in der &amp;Galerie zeigen</numerusform>
        </translation>
    </message>
    <message>
        <source>Show in the &amp;gallery</source>
        <translation>In der &amp;Galerie zeigen</translation>
    </message>
    <message numerus="yes">
        <source>reject %n near-duplicates</source>
        <translation>
            <numerusform>%n fast gleiche Variante ablehnen</numerusform>
            <numerusform>%n fast gleiche Varianten ablehnen</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing to lay out yet</source>
        <translation>Noch nichts auszulegen</translation>
    </message>
    <message>
        <source>Every picture of a project becomes a point here.</source>
        <translation>Jedes Bild eines Projekts wird hier ein Punkt.</translation>
    </message>
    <message>
        <source>Alike by</source>
        <translation>Ähnlich nach</translation>
    </message>
    <message>
        <source>Colors</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>What pictures are compared by. Vectors of one kind alone are shown together.</source>
        <translation>Wonach Bilder verglichen werden. Nur Vektoren einer Art werden zusammen gezeigt.</translation>
    </message>
    <message>
        <source>Review state</source>
        <translation>Prüfstand</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Reference or variant</source>
        <translation>Referenz oder Variante</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>Lasso</translation>
    </message>
    <message>
        <source>Draw round points to choose them; with Shift it works at any time. Escape drops them.</source>
        <translation>Punkte umfahren, um sie zu wählen; mit der Umschalttaste geht es jederzeit. Esc hebt die Auswahl auf.</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>All points (Home)</source>
        <translation>Alle Punkte (Pos1)</translation>
    </message>
    <message>
        <source>Lay out again</source>
        <translation>Neu auslegen</translation>
    </message>
    <message>
        <source>New pictures are placed beside those that look like them. This lays out all of them anew.</source>
        <translation>Neue Bilder kommen neben die, denen sie gleichen. Hiermit werden alle neu ausgelegt.</translation>
    </message>
    <message>
        <source>&amp;More here</source>
        <translation>&amp;Mehr hier</translation>
    </message>
    <message>
        <source>Queues a ladder with new seeds for the references of the hole.</source>
        <translation>Reiht für die Referenzen der Lücke eine Leiter mit neuen Seeds ein.</translation>
    </message>
    <message>
        <source>&amp;Keep one</source>
        <translation>&amp;Eine behalten</translation>
    </message>
    <message>
        <source>Rejects all but one of variants that look the same. An accepted one stays.</source>
        <translation>Lehnt von gleich aussehenden Varianten alle bis auf eine ab. Eine angenommene bleibt.</translation>
    </message>
    <message>
        <source>What stands out</source>
        <translation>Was auffällt</translation>
    </message>
</context>
<context>
    <name>destudio::ui::MapTexts</name>
    <message>
        <source>Group %1: %2</source>
        <translation>Gruppe %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n smaller groups</source>
        <translation>
            <numerusform>und %n kleinere Gruppe</numerusform>
            <numerusform>und %n kleinere Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>◆ Reference, ● variant</source>
        <translation>◆ Referenz, ● Variante</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Variant</source>
        <translation>Variante</translation>
    </message>
    <message>
        <source>Hole: no variant fills this reference</source>
        <translation>Lücke: keine Variante füllt diese Referenz</translation>
    </message>
    <message>
        <source>Colors and edges (no model)</source>
        <translation>Farben und Kanten (ohne Modell)</translation>
    </message>
    <message>
        <source>Features of the model %1, %2</source>
        <translation>Merkmale des Modells %1, %2</translation>
    </message>
    <message>
        <source>last step</source>
        <translation>letzter Schritt</translation>
    </message>
    <message>
        <source>noise level %1</source>
        <translation>Rauschstufe %1</translation>
    </message>
    <message>
        <source>Looking at pictures: %1 of %2</source>
        <translation>Sieht Bilder an: %1 von %2</translation>
    </message>
    <message>
        <source>Laying out: %1 %</source>
        <translation>Legt aus: %1 %</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleicht…</translation>
    </message>
    <message>
        <source>References: %1. Variants: %2.</source>
        <translation>Referenzen: %1. Varianten: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures cannot be shown this way.</source>
        <translation>
            <numerusform>%n Bild lässt sich so nicht zeigen.</numerusform>
            <numerusform>%n Bilder lassen sich so nicht zeigen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ModelTableModel</name>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>nicht genannt</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ModelTexts</name>
    <message>
        <source>U-Net without its model</source>
        <translation>U-Net ohne sein Modell</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>Autoencoder</translation>
    </message>
    <message>
        <source>Text encoder</source>
        <translation>Textencoder</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>not stated; it is measured when the model is opened</source>
        <translation>nicht genannt; es wird beim Öffnen gemessen</translation>
    </message>
    <message>
        <source>, zero terminal SNR</source>
        <translation>, SNR am Ende null</translation>
    </message>
    <message>
        <source>%1 missing</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>LoRA for %1</source>
        <translation>LoRA für %1</translation>
    </message>
    <message>
        <source>, inpainting</source>
        <translation>, Inpainting</translation>
    </message>
    <message>
        <source>, instructions</source>
        <translation>, Anweisungen</translation>
    </message>
    <message>
        <source>, few steps</source>
        <translation>, wenige Schritte</translation>
    </message>
    <message>
        <source>draws and labels</source>
        <translation>zeichnet, findet Boxen</translation>
    </message>
    <message>
        <source>draws</source>
        <translation>zeichnet</translation>
    </message>
    <message>
        <source>changes a model</source>
        <translation>ändert ein Modell</translation>
    </message>
    <message>
        <source>labels</source>
        <translation>findet Boxen</translation>
    </message>
    <message>
        <source>lacks %1</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>is a part</source>
        <translation>ist ein Teil</translation>
    </message>
    <message>
        <source>cannot be used</source>
        <translation>nicht verwendbar</translation>
    </message>
    <message>
        <source>It has an adapter of its own.</source>
        <translation>Es hat einen eigenen Adapter.</translation>
    </message>
    <message>
        <source>Its own adapter finds %1.</source>
        <translation>Sein eigener Adapter findet %1.</translation>
    </message>
    <message>
        <source>It draws, but finds no boxes: it needs an adapter that was trained on a model of the same family. Train one on the page Training with labelled pictures, or choose one beside “Adapter”.</source>
        <translation>Es zeichnet, findet aber keine Boxen: Es braucht einen Adapter, der an einem Modell derselben Familie trainiert wurde. Trainieren Sie einen auf der Seite Training an Bildern mit Boxen, oder wählen Sie einen neben „Adapter“.</translation>
    </message>
    <message>
        <source>The adapters published with DiffusionEngine are for Stable Diffusion 2; “destudio-cli import-adapter” converts them.</source>
        <translation>Die mit DiffusionEngine veröffentlichten Adapter sind für Stable Diffusion 2; „destudio-cli import-adapter“ wandelt sie um.</translation>
    </message>
    <message>
        <source>An adapter for the model that it is merged into still fits, and finds what it found.</source>
        <translation>Ein Adapter für das Modell, in das sie eingerechnet wird, passt weiter und findet, was er fand.</translation>
    </message>
    <message>
        <source>It labels what the model draws on which it was trained.</source>
        <translation>Er findet Boxen in dem, was das Modell zeichnet, an dem er trainiert wurde.</translation>
    </message>
    <message>
        <source>It is made for few steps (%1): sampler, steps and guidance are set when it is used.</source>
        <translation>Für wenige Schritte gemacht (%1): Sampler, Schritte und Guidance werden gesetzt, wenn es verwendet wird.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Predicts</source>
        <translation>Sagt voraus</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>about %1 in half precision, %2 in float32</source>
        <translation>etwa %1 in halber Genauigkeit, %2 in float32</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>Nothing is downloaded for you. Get a model from where it is published, under its licence, and put its file or folder into &lt;b&gt;%1&lt;/b&gt;, or add it from where it is.</source>
        <translation>Heruntergeladen wird nichts. Holen Sie ein Modell dort, wo es veröffentlicht ist, unter seiner Lizenz, und legen Sie Datei oder Ordner nach &lt;b&gt;%1&lt;/b&gt;, oder fügen Sie es dort hinzu, wo es liegt.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Stable Diffusion 1.x&lt;/b&gt;, 512 × 512, 2 to 4 GB: “stable-diffusion-v1-5”, and the many models made from it.</source>
        <translation>&lt;b&gt;Stable Diffusion 1.x&lt;/b&gt;, 512 × 512, 2 bis 4 GB: „stable-diffusion-v1-5“ und die vielen daraus gemachten Modelle.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Stable Diffusion 2.x&lt;/b&gt;, 512 or 768, 2.5 to 5 GB: “v2-1”, “v2-base”, “sd-turbo”. The published folders were withdrawn; files that people have still work.</source>
        <translation>&lt;b&gt;Stable Diffusion 2.x&lt;/b&gt;, 512 oder 768, 2,5 bis 5 GB: „v2-1“, „v2-base“, „sd-turbo“. Die veröffentlichten Ordner wurden zurückgezogen; vorhandene Dateien gehen weiter.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Stable Diffusion XL&lt;/b&gt;, 1024 × 1024, about 7 GB: “stable-diffusion-xl-base-1.0”, “sdxl-turbo”, Pony, Illustrious, NoobAI.</source>
        <translation>&lt;b&gt;Stable Diffusion XL&lt;/b&gt;, 1024 × 1024, etwa 7 GB: „stable-diffusion-xl-base-1.0“, „sdxl-turbo“, Pony, Illustrious, NoobAI.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Few steps&lt;/b&gt;: LCM, Turbo, Lightning and Hyper-SD versions of these, whole or as LoRA; several times as fast.</source>
        <translation>&lt;b&gt;Wenige Schritte&lt;/b&gt;: LCM, Turbo, Lightning und Hyper-SD davon, ganz oder als LoRA; um ein Mehrfaches schneller.</translation>
    </message>
    <message>
        <source>&lt;b&gt;LoRA&lt;/b&gt; files of kohya, LyCORIS, diffusers and PEFT for any of these.</source>
        <translation>&lt;b&gt;LoRA&lt;/b&gt;-Dateien von kohya, LyCORIS, diffusers und PEFT für diese.</translation>
    </message>
    <message>
        <source>One file (.safetensors, .ckpt) or a folder in the diffusers layout, full or half precision. A single file holds no CLIP vocabulary: it is taken from any other model here, or from the folder “tokenizer” of one that you name.</source>
        <translation>Eine Datei (.safetensors, .ckpt) oder ein Ordner im diffusers-Aufbau, in voller oder halber Genauigkeit. Eine einzelne Datei enthält kein CLIP-Vokabular: Es kommt von einem anderen Modell hier, oder aus dem Ordner „tokenizer“ eines Modells, den Sie angeben.</translation>
    </message>
    <message>
        <source>Flux, Stable Diffusion 3, the XL refiner, ControlNets and video models cannot be used.</source>
        <translation>Flux, Stable Diffusion 3, der XL-Refiner, ControlNets und Videomodelle gehen nicht.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ModelsPage</name>
    <message>
        <source>Show its folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Name CLIP&apos;s vocabulary…</source>
        <translation>CLIP-Vokabular angeben …</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen …</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>The folders whose models are listed</source>
        <translation>Die Ordner, deren Modelle in der Liste stehen</translation>
    </message>
    <message>
        <source>Look through the folders again</source>
        <translation>Die Ordner noch einmal durchsehen</translation>
    </message>
    <message>
        <source>Progress of looking through the models</source>
        <translation>Fortschritt beim Durchsehen der Modelle</translation>
    </message>
    <message>
        <source>New projects begin with it, and so does the command line</source>
        <translation>Neue Projekte beginnen damit, die Kommandozeile ebenso</translation>
    </message>
    <message>
        <source>Take it off the list; nothing is deleted</source>
        <translation>Aus der Liste nehmen; gelöscht wird nichts</translation>
    </message>
    <message>
        <source>The folder “tokenizer” of any Stable Diffusion model, with vocab.json and merges.txt</source>
        <translation>Der Ordner „tokenizer“ irgendeines Stable-Diffusion-Modells, mit vocab.json und merges.txt</translation>
    </message>
    <message>
        <source>Which models fit</source>
        <translation>Welche Modelle passen</translation>
    </message>
    <message>
        <source>Models: %1, of which draw: %2</source>
        <translation>Modelle: %1, davon zeichnen: %2</translation>
    </message>
    <message>
        <source>Add to the LoRA list</source>
        <translation>In die LoRA-Liste</translation>
    </message>
    <message>
        <source>Label with it</source>
        <translation>Damit Boxen finden</translation>
    </message>
    <message>
        <source>Use for this project</source>
        <translation>Für dieses Projekt verwenden</translation>
    </message>
    <message>
        <source>Use in this window</source>
        <translation>In diesem Fenster verwenden</translation>
    </message>
    <message>
        <source>No longer the default</source>
        <translation>Nicht mehr der Standard</translation>
    </message>
    <message>
        <source>Set as default</source>
        <translation>Zum Standard machen</translation>
    </message>
    <message>
        <source>%1 is off the list. Its files are where they were; add it again at any time.</source>
        <translation>%1 steht nicht mehr in der Liste. Die Dateien sind, wo sie waren; jederzeit lässt es sich wieder hinzufügen.</translation>
    </message>
    <message>
        <source>Looking at it…</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>Add model files</source>
        <translation>Modelldateien hinzufügen</translation>
    </message>
    <message>
        <source>Models (*.safetensors *.ckpt *.pt *.pth *.bin *.gguf);;All files (*)</source>
        <translation>Modelle (*.safetensors *.ckpt *.pt *.pth *.bin *.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add a model&apos;s folder, or a folder with models</source>
        <translation>Ordner eines Modells oder mit Modellen hinzufügen</translation>
    </message>
    <message>
        <source>Choose a folder with CLIP&apos;s vocabulary (vocab.json, merges.txt)</source>
        <translation>Ordner mit dem CLIP-Vokabular wählen (vocab.json, merges.txt)</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
    <message>
        <source>Show it</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Take it off the list</source>
        <translation>Aus der Liste nehmen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::NewProjectAssistant</name>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::PresetMenu</name>
    <message>
        <source>Photo, the paper&apos;s words</source>
        <translation>Foto, mit den Worten der Arbeit</translation>
    </message>
    <message>
        <source>Plain words</source>
        <translation>Schlichte Worte</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>Schneller Blick</translation>
    </message>
    <message>
        <source>Fine ladder</source>
        <translation>Feine Leiter</translation>
    </message>
    <message>
        <source>&amp;Save as a preset…</source>
        <translation>Als Vorgabe &amp;sichern …</translation>
    </message>
    <message>
        <source>&amp;Rename</source>
        <translation>&amp;Umbenennen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Save as a preset</source>
        <translation>Als Vorgabe sichern</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorgabe</translation>
    </message>
    <message>
        <source>Rename the preset</source>
        <translation>Vorgabe umbenennen</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ProjectController</name>
    <message>
        <source>Open or make a project first; images are added to a project.</source>
        <translation>Zuerst ein Projekt öffnen oder anlegen; Bilder gehören zu einem Projekt.</translation>
    </message>
    <message>
        <source>%1 And %2 more images with problems.</source>
        <translation>%1 Weitere Bilder mit Problemen: %2.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ProjectEntry</name>
    <message>
        <source>%1 And %2 more images with problems.</source>
        <translation>%1 Und %2 weitere Bilder mit Problemen.</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Projects (*.destudio)</source>
        <translation>Projekte (*.destudio)</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Images and datasets (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.json *.yaml *.xml);;All files (*)</source>
        <translation>Bilder und Datensätze (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.json *.yaml *.xml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add a folder of images or a dataset</source>
        <translation>Einen Ordner mit Bildern oder einem Datensatz hinzufügen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ProjectOffers</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Open a copy…</source>
        <translation>Kopie öffnen …</translation>
    </message>
    <message>
        <source>Show its folder</source>
        <translation>Ordner anzeigen</translation>
    </message>
    <message>
        <source>Use the built-in bundle</source>
        <translation>Eingebautes Modellpaket nehmen</translation>
    </message>
    <message>
        <source>Choose a bundle…</source>
        <translation>Modellpaket wählen …</translation>
    </message>
    <message>
        <source>The reference %1 is not where it was. Its variants are all here.</source>
        <translation>Die Referenz %1 liegt nicht mehr an ihrem Ort. Ihre Varianten sind alle da.</translation>
    </message>
    <message>
        <source>%1 references are not where they were, among them %2. Their variants are all here.</source>
        <translation>%1 Referenzen liegen nicht mehr an ihrem Ort, darunter %2. Ihre Varianten sind alle da.</translation>
    </message>
    <message>
        <source>Found all %1 moved references.</source>
        <translation>Alle verschobenen Referenzen gefunden: %1.</translation>
    </message>
    <message>
        <source>Found %1 of %2 moved references there.</source>
        <translation>Dort gefundene verschobene Referenzen: %1 von %2.</translation>
    </message>
    <message>
        <source>Copy the project to</source>
        <translation>Projekt kopieren nach</translation>
    </message>
    <message>
        <source>Projects (*.destudio)</source>
        <translation>Projekte (*.destudio)</translation>
    </message>
    <message>
        <source>Where the images are now</source>
        <translation>Wo die Bilder jetzt liegen</translation>
    </message>
    <message>
        <source>Bring them back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Pictures in %1 that this project does not know: %2. It may be older than they are; they stay where they are, and their recipes can bring them back as variants.</source>
        <translation>Bilder in %1, die dieses Projekt nicht kennt: %2. Vielleicht ist es älter als sie; sie bleiben, wo sie sind, und ihre Rezepte können sie als Varianten zurückbringen.</translation>
    </message>
    <message>
        <source>Brought back %1 pictures as variants to review.</source>
        <translation>Als Varianten zum Durchsehen zurückgeholte Bilder: %1.</translation>
    </message>
    <message>
        <source>Brought back %1 pictures as variants to review; %2 carry no recipe of a reference here and stay as they are.</source>
        <translation>Als Varianten zum Durchsehen zurückgeholte Bilder: %1; %2 tragen kein Rezept einer Referenz von hier und bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::PromptServerDialog</name>
    <message>
        <source>Prompt server</source>
        <translation>Prompt-Server</translation>
    </message>
    <message>
        <source>The server&apos;s only one</source>
        <translation>Das einzige des Servers</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>A language model of a server with the chat-completions interface, on this machine or elsewhere, writes the prompts. It is sent class names, counts and a few captions, never pictures. Leave the address empty to use none.</source>
        <translation>Ein Sprachmodell auf einem Server mit der Chat-Completions-Schnittstelle, auf diesem Rechner oder anderswo, schreibt die Prompts. Es bekommt Klassennamen, Anzahlen und einige Beschreibungen, nie Bilder. Lassen Sie die Adresse leer, um keines zu nutzen.</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>&amp;Adresse</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;Key</source>
        <translation>&amp;Schlüssel</translation>
    </message>
</context>
<context>
    <name>destudio::ui::QuotaBars</name>
    <message>
        <source>Boxes of %1</source>
        <translation>Boxen von %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Cluster %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>Images of %1</source>
        <translation>Bilder von %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::RecentModel</name>
    <message>
        <source>References: %1</source>
        <translation>Referenzen: %1</translation>
    </message>
    <message>
        <source>References: %1, variants: %2, reviewed: %3</source>
        <translation>Referenzen: %1, Varianten: %2, geprüft: %3</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ReferenceDelegate</name>
    <message>
        <source>%1 of %2 reviewed</source>
        <translation>%1 von %2 geprüft</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ReferenceModel</name>
    <message>
        <source>%1
%2 × %3 pixels</source>
        <translation>%1
%2 × %3 Pixel</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n variants</source>
        <translation>
            <numerusform>%1, %n Variante</numerusform>
            <numerusform>%1, %n Varianten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ReferencesPanel</name>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Nach Name filtern</translation>
    </message>
    <message>
        <source>Filter references by name</source>
        <translation>Referenzen nach Name filtern</translation>
    </message>
</context>
<context>
    <name>destudio::ui::RerunController</name>
    <message>
        <source>%1, seed %2 at %3 %</source>
        <translation>%1, Seed %2 bei %3 %</translation>
    </message>
    <message>
        <source>Re-run of %1</source>
        <translation>Wiederholung von %1</translation>
    </message>
</context>
<context>
    <name>destudio::ui::RerunReport</name>
    <message>
        <source>bundle</source>
        <translation>Modellpaket</translation>
    </message>
    <message>
        <source>adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>reference image</source>
        <translation>Referenzbild</translation>
    </message>
    <message>
        <source>device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>The file is the same, byte for byte.</source>
        <translation>Die Datei ist Byte für Byte gleich.</translation>
    </message>
    <message>
        <source>Every pixel is the same; the file differs in what is written beside them.</source>
        <translation>Jedes Pixel ist gleich; die Datei unterscheidet sich in dem, was daneben steht.</translation>
    </message>
    <message>
        <source>The pictures have different sizes.</source>
        <translation>Die Bilder sind verschieden groß.</translation>
    </message>
    <message>
        <source>%1 pixels differ (%2 %), by %3 of 255 at most and by %4 on average.</source>
        <translation>%1 Pixel unterscheiden sich (%2 %), um höchstens %3 von 255 und im Mittel um %4.</translation>
    </message>
    <message>
        <source>All detections are the same.</source>
        <translation>Alle Funde sind gleich.</translation>
    </message>
    <message>
        <source>Detections: %1 of the original are gone, %2 are new.</source>
        <translation>Funde: %1 des Originals fehlen, %2 sind neu.</translation>
    </message>
    <message>
        <source>Another %1: %2 then, %3 now.</source>
        <translation>Anderes bei %1: damals %2, jetzt %3.</translation>
    </message>
    <message>
        <source>Re-run of %1</source>
        <translation>Wiederholung von %1</translation>
    </message>
    <message>
        <source>The re-run is the same as the original</source>
        <translation>Die Wiederholung gleicht dem Original</translation>
    </message>
    <message>
        <source>The re-run is not the same as the original</source>
        <translation>Die Wiederholung gleicht dem Original nicht</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Re-run</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Difference, stretched</source>
        <translation>Unterschied, verstärkt</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>another size</source>
        <translation>eine andere Größe</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Text kopieren</translation>
    </message>
</context>
<context>
    <name>destudio::ui::SampleTimeline</name>
    <message>
        <source>Samples over time</source>
        <translation>Proben im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>Autoencoder</translation>
    </message>
    <message>
        <source>U-Net</source>
        <translation>U-Net</translation>
    </message>
    <message>
        <source>%1 after step %2: held-out pictures on the left, and what the model makes of them</source>
        <translation>%1 nach Schritt %2: links zurückgehaltene Bilder, und was das Modell daraus macht</translation>
    </message>
</context>
<context>
    <name>destudio::ui::ScaleUpController</name>
    <message>
        <source>%1 images with %2 boxes.</source>
        <translation>%1 Bilder mit %2 Boxen.</translation>
    </message>
    <message>
        <source>%1 Every class has more boxes than its lower bound.</source>
        <translation>%1 Jede Klasse hat mehr Boxen als ihre Mindestzahl.</translation>
    </message>
    <message>
        <source>%1 Fell short: %2.</source>
        <translation>%1 Es fehlen noch: %2.</translation>
    </message>
    <message>
        <source>Stopped. What is finished is complete; start it again to resume.</source>
        <translation>Angehalten. Was fertig ist, ist vollständig; ein neuer Start macht weiter.</translation>
    </message>
    <message>
        <source>Add to the gallery</source>
        <translation>In die Galerie übernehmen</translation>
    </message>
    <message>
        <source>There is no prompt server yet. Give its address with &quot;Server…&quot;.</source>
        <translation>Es gibt noch keinen Prompt-Server. Geben Sie seine Adresse mit „Server …“ an.</translation>
    </message>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation>
            <numerusform>%n Gruppe</numerusform>
            <numerusform>%n Gruppen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ScaleUpDialog</name>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>&amp;Keep images without a box</source>
        <translation>Bilder ohne Box &amp;behalten</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Beginnen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Ab&amp;brechen</translation>
    </message>
    <message>
        <source>Add to the &amp;gallery</source>
        <translation>In die &amp;Galerie übernehmen</translation>
    </message>
    <message>
        <source>&amp;Open the folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Scale up</source>
        <translation>Hochskalieren</translation>
    </message>
    <message numerus="yes">
        <source>%n variants are new in the gallery.</source>
        <translation>
            <numerusform>%n Variante ist neu in der Galerie.</numerusform>
            <numerusform>%n Varianten sind neu in der Galerie.</numerusform>
        </translation>
    </message>
    <message>
        <source>A new folder, or one to be continued</source>
        <translation>Ein neuer Ordner oder einer, der fortgesetzt wird</translation>
    </message>
    <message>
        <source>Every class shall have more boxes than this.</source>
        <translation>Jede Klasse soll mehr Boxen haben als dies.</translation>
    </message>
    <message>
        <source>Lowest encode ratio</source>
        <translation>Kleinster Anteil</translation>
    </message>
    <message>
        <source>Highest encode ratio</source>
        <translation>Größter Anteil</translation>
    </message>
    <message>
        <source>By what is still lacking</source>
        <translation>Nach dem, was noch fehlt</translation>
    </message>
    <message>
        <source>One after the other, as the paper does</source>
        <translation>Der Reihe nach, wie in der Arbeit</translation>
    </message>
    <message>
        <source>Automatic: the paper&apos;s for photos</source>
        <translation>Automatisch: für Fotos die der Arbeit</translation>
    </message>
    <message>
        <source>The bundle&apos;s native size</source>
        <translation>Die eigene Größe des Modellpakets</translation>
    </message>
    <message>
        <source>The paper&apos;s: 512 to 768 pixels, random crop</source>
        <translation>Die der Arbeit: 512 bis 768 Pixel, zufälliger Ausschnitt</translation>
    </message>
    <message>
        <source>It ends there even when a class still lacks boxes.</source>
        <translation>Dort endet es, auch wenn einer Klasse noch Boxen fehlen.</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>So many images of a reference may look like it, or like another image that is kept.</source>
        <translation>So viele Bilder einer Referenz dürfen ihr oder einem anderen behaltenen Bild gleichen.</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Encode ratios</source>
        <translation>Anteile</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Most images</source>
        <translation>Höchstens Bilder</translation>
    </message>
    <message>
        <source>Most hours</source>
        <translation>Höchstens Stunden</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Near-duplicates per reference</source>
        <translation>Fast gleiche Bilder je Referenz</translation>
    </message>
    <message>
        <source>About %1 images and %2, if variants show what their references show; %3 are free.</source>
        <translation>Etwa %1 Bilder und %2, wenn Varianten zeigen, was ihre Referenzen zeigen; %3 sind frei.</translation>
    </message>
    <message>
        <source>%1 It will wait when the disk is full.</source>
        <translation>%1 Ist die Platte voll, wartet es.</translation>
    </message>
    <message>
        <source>%1 made, %2 images, %3 boxes, %4 a minute</source>
        <translation>%1 erzeugt, %2 Bilder, %3 Boxen, %4 je Minute</translation>
    </message>
    <message>
        <source>%1, %2 left</source>
        <translation>%1, noch %2</translation>
    </message>
    <message>
        <source>Scale up into</source>
        <translation>Hochskalieren nach</translation>
    </message>
    <message>
        <source>Loading bundle…</source>
        <translation>Lädt Modellpaket …</translation>
    </message>
    <message>
        <source>Paused after the image in progress.</source>
        <translation>Angehalten nach dem laufenden Bild.</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>Erst einen Ordner wählen.</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>More boxes per class than</source>
        <translation>Boxen je Klasse, mehr als</translation>
    </message>
    <message>
        <source>Captions, else the classes</source>
        <translation>Beschreibungen, sonst die Klassen</translation>
    </message>
    <message>
        <source>The classes</source>
        <translation>Die Klassen</translation>
    </message>
    <message>
        <source>Classes with places, light and viewpoints</source>
        <translation>Klassen mit Orten, Licht und Blickwinkeln</translation>
    </message>
    <message>
        <source>A language model&apos;s, from a server</source>
        <translation>Die eines Sprachmodells, von einem Server</translation>
    </message>
    <message>
        <source>Server…</source>
        <translation>Server …</translation>
    </message>
    <message>
        <source>Address, model and key of the server that writes prompts</source>
        <translation>Adresse, Modell und Schlüssel des Servers, der Prompts schreibt</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Clusters of references</source>
        <translation>Gruppen von Referenzen</translation>
    </message>
    <message>
        <source>References that look alike are put into so many clusters, so that variety has a lower bound, too.</source>
        <translation>Ähnliche Referenzen kommen in so viele Gruppen, damit auch die Vielfalt eine Mindestzahl hat.</translation>
    </message>
    <message>
        <source>More images per cluster than</source>
        <translation>Bilder je Gruppe, mehr als</translation>
    </message>
    <message>
        <source>Every cluster of references shall have more images than this.</source>
        <translation>Jede Gruppe von Referenzen soll mehr Bilder haben als dies.</translation>
    </message>
    <message>
        <source>more images per cluster than</source>
        <translation>Bilder je Gruppe, mehr als</translation>
    </message>
</context>
<context>
    <name>destudio::ui::Session</name>
    <message>
        <source>unknown class</source>
        <translation>unbekannte Klasse</translation>
    </message>
</context>
<context>
    <name>destudio::ui::StageRow</name>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Open the model and make a ladder</source>
        <translation>Das Modell öffnen und eine Leiter machen</translation>
    </message>
    <message>
        <source>Keeps everything that is done; resume at any time, also after a restart.</source>
        <translation>Behält alles, was fertig ist; jederzeit fortsetzbar, auch nach einem Neustart.</translation>
    </message>
    <message>
        <source>Stops within a step…</source>
        <translation>Hält innerhalb eines Schritts an…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::StartPage</name>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>Drop a folder of images, a dataset or a project here to start with it.</source>
        <translation>Ziehen Sie einen Bilderordner, einen Datensatz oder ein Projekt hierher, um damit zu beginnen.</translation>
    </message>
    <message>
        <source>DiffusionEngine Studio</source>
        <translation>DiffusionEngine Studio</translation>
    </message>
    <message>
        <source>A few reference images become a large, reviewed dataset for object detection: a diffusion model redraws them, an adapter finds the boxes, and you decide.</source>
        <translation>Aus wenigen Referenzbildern wird ein großer, geprüfter Datensatz zur Objekterkennung: Ein Diffusionsmodell zeichnet sie neu, ein Adapter findet die Boxen, und Sie entscheiden.</translation>
    </message>
    <message>
        <source>Sample: drawings, with the built-in model</source>
        <translation>Beispiel: Zeichnungen, mit dem eingebauten Modell</translation>
    </message>
    <message>
        <source>Sample: photographs, with the model %1</source>
        <translation>Beispiel: Fotos, mit dem Modell %1</translation>
    </message>
    <message>
        <source>Have a look first</source>
        <translation>Erst einmal ansehen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::StatusLine</name>
    <message numerus="yes">
        <source>%n issues</source>
        <translation>
            <numerusform>%n Problem</numerusform>
            <numerusform>%n Probleme</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>No bundle</source>
        <translation>Kein Modellpaket</translation>
    </message>
    <message>
        <source>Bundle: %1</source>
        <translation>Modellpaket: %1</translation>
    </message>
    <message>
        <source>Done: %1  ·  %2 takes it back</source>
        <translation>Erledigt: %1  ·  %2 nimmt es zurück</translation>
    </message>
</context>
<context>
    <name>destudio::ui::SuggestionController</name>
    <message>
        <source>The detector found nothing else in this picture.</source>
        <translation>Der Detektor hat in diesem Bild nichts weiter gefunden.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::SuspectLabelModel</name>
    <message>
        <source>%1 found, but not labelled</source>
        <translation>%1 gefunden, aber nicht beschriftet</translation>
    </message>
    <message>
        <source>labelled %1, found as %2</source>
        <translation>als %1 beschriftet, als %2 gefunden</translation>
    </message>
    <message>
        <source>the box of this %1 may be off</source>
        <translation>die Box von %1 sitzt vielleicht falsch</translation>
    </message>
    <message>
        <source>labelled %1, but nothing is found</source>
        <translation>als %1 beschriftet, aber nichts gefunden</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Likely mistake</source>
        <translation>Wahrscheinlicher Fehler</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicherheit</translation>
    </message>
</context>
<context>
    <name>destudio::ui::SuspectsDialog</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare labels with detectors</source>
        <translation>Boxen mit Detektoren vergleichen</translation>
    </message>
    <message>
        <source>Second detector: a folder of train-detector, or COCO results; empty: none</source>
        <translation>Zweiter Detektor: ein Ordner von train-detector oder COCO-Ergebnisse; leer: keiner</translation>
    </message>
    <message>
        <source>Second detector</source>
        <translation>Zweiter Detektor</translation>
    </message>
    <message>
        <source>Disagreements, the most doubtful label first</source>
        <translation>Widersprüche, die zweifelhafteste Box zuerst</translation>
    </message>
    <message>
        <source>Runs the adapter and a second detector on all pictures with labels. What both doubt is a suspect label.</source>
        <translation>Lässt den Adapter und einen zweiten Detektor auf alle Bilder mit Boxen sehen. Woran beide zweifeln, ist verdächtig.</translation>
    </message>
    <message>
        <source>Progress of the comparison</source>
        <translation>Fortschritt des Vergleichs</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>1  Keep the label</source>
        <translation>1  Box behalten</translation>
    </message>
    <message>
        <source>2  Take the adapter&apos;s</source>
        <translation>2  Die des Adapters nehmen</translation>
    </message>
    <message>
        <source>3  Take the second&apos;s</source>
        <translation>3  Die des zweiten nehmen</translation>
    </message>
    <message>
        <source>Detections or a detector&apos;s config.json</source>
        <translation>Funde oder die config.json eines Detektors</translation>
    </message>
    <message>
        <source>JSON files (*.json)</source>
        <translation>JSON-Dateien (*.json)</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Pictures: %1. Labels: %2. Disagreements: %3, of which every detector doubts %4.</source>
        <translation>Bilder: %1. Boxen: %2. Widersprüche: %3; an %4 davon zweifelt jeder Detektor.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1 %: labelled %2, adapter %3</source>
        <translation>%1 %: Box %2, Adapter %3</translation>
    </message>
    <message>
        <source>, second %1</source>
        <translation>, zweiter %1</translation>
    </message>
    <message>
        <source>Label: %1</source>
        <translation>Box: %1</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Box</translation>
    </message>
    <message>
        <source>Adapter: %1</source>
        <translation>Adapter: %1</translation>
    </message>
    <message>
        <source>Adapter</source>
        <translation>Adapter</translation>
    </message>
    <message>
        <source>Second: %1</source>
        <translation>Zweiter: %1</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweiter</translation>
    </message>
    <message>
        <source>take the adapter&apos;s word for a label</source>
        <translation>Box des Adapters nehmen</translation>
    </message>
    <message>
        <source>take the second detector&apos;s word for a label</source>
        <translation>Box des zweiten Detektors nehmen</translation>
    </message>
    <message>
        <source>Undone: %1.</source>
        <translation>Rückgängig: %1.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::Tour</name>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>These are the images that everything starts from. Choose one; drop more on the window at any time.</source>
        <translation>Von diesen Bildern geht alles aus. Eines wählen; weitere lassen sich jederzeit ins Fenster ziehen.</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>A diffusion model redraws the reference, once for each ratio and seed, and finds the boxes. A low ratio keeps the picture, a high one leaves it. Press %1 to try it.</source>
        <translation>Ein Diffusionsmodell zeichnet die Referenz neu, je Anteil und Seed einmal, und findet die Boxen. Ein kleiner Anteil bewahrt das Bild, ein großer verlässt es. Mit %1 ausprobieren.</translation>
    </message>
    <message>
        <source>The ladder</source>
        <translation>Die Leiter</translation>
    </message>
    <message>
        <source>Columns are ratios, rows are seeds. The wheel zooms all pictures together. Lanes below tell what became of each object.</source>
        <translation>Spalten sind Anteile, Zeilen sind Seeds. Das Mausrad vergrößert alle Bilder gemeinsam. Die Bahnen darunter sagen, was aus jedem Objekt wurde.</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>%1 goes to the next picture, %2 accepts it, %3 rejects it. %4 accepts all up to the current ratio.</source>
        <translation>%1 geht zum nächsten Bild, %2 nimmt es an, %3 lehnt es ab. %4 nimmt alles bis zum aktuellen Anteil an.</translation>
    </message>
    <message>
        <source>Boxes</source>
        <translation>Boxen</translation>
    </message>
    <message>
        <source>%1 draws a box, digits and %2 change its class, %3 removes it. Every edit is kept at once, and %4 undoes it.</source>
        <translation>%1 zeichnet eine Box, Ziffern und %2 ändern ihre Klasse, %3 entfernt sie. Jede Änderung ist sofort gesichert, %4 nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>Galerie</translation>
    </message>
    <message>
        <source>All variants of the project. %1 searches them, for instance class:cat score:[0.3,0.5]; %2 puts those first that need the fewest edits.</source>
        <translation>Alle Varianten des Projekts. %1 durchsucht sie, etwa class:cat score:[0.3,0.5]; %2 stellt die mit den wenigsten Änderungen voran.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>COCO, Pascal VOC, YOLO and other formats, written in one go and read back to check them.</source>
        <translation>COCO, Pascal VOC, YOLO und andere Formate, in einem Zug geschrieben und zur Prüfung zurückgelesen.</translation>
    </message>
    <message>
        <source>That is all</source>
        <translation>Das ist alles</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 opens the user&apos;s guide at the page you are on. %2 shows every key; all of them can be changed. The tour is in the Help menu.</source>
        <translation>%1 öffnet das Handbuch an der Seite, auf der Sie sind. %2 zeigt alle Tasten; alle lassen sich ändern. Der Rundgang steht im Hilfemenü.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::TrainingForm</name>
    <message>
        <source>References of the project</source>
        <translation>Referenzen des Projekts</translation>
    </message>
    <message>
        <source>My corrections</source>
        <translation>Meine Korrekturen</translation>
    </message>
    <message>
        <source>A dataset on disk</source>
        <translation>Ein Datensatz auf der Platte</translation>
    </message>
    <message>
        <source>The bundle&apos;s clipart world</source>
        <translation>Die Clipart-Welt des Modellpakets</translation>
    </message>
    <message>
        <source>COCO, VOC, YOLO or another format</source>
        <translation>COCO, VOC, YOLO oder ein anderes Format</translation>
    </message>
    <message>
        <source>Choose a dataset folder</source>
        <translation>Ordner mit Datensatz wählen</translation>
    </message>
    <message>
        <source>Afresh</source>
        <translation>Von vorn</translation>
    </message>
    <message>
        <source>The adapter in use</source>
        <translation>Der verwendete Adapter</translation>
    </message>
    <message>
        <source>An adapter that learns further keeps what it knows and its class list.</source>
        <translation>Ein Adapter, der weiterlernt, behält sein Wissen und seine Klassenliste.</translation>
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
        <translation>bfloat16 ist schneller, wo der Prozessor es in Hardware rechnet.</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>Open a &amp;recipe…</source>
        <translation>Ein &amp;Rezept öffnen …</translation>
    </message>
    <message>
        <source>&amp;Learn from</source>
        <translation>&amp;Lernen aus</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>&amp;Framework</source>
        <translation>&amp;Verfahren</translation>
    </message>
    <message>
        <source>&amp;Steps</source>
        <translation>&amp;Schritte</translation>
    </message>
    <message>
        <source>&amp;Batch</source>
        <translation>&amp;Bündel</translation>
    </message>
    <message>
        <source>Learning ra&amp;te</source>
        <translation>Lern&amp;rate</translation>
    </message>
    <message>
        <source>&amp;Arithmetic</source>
        <translation>&amp;Rechenart</translation>
    </message>
    <message>
        <source>T&amp;hreads</source>
        <translation>T&amp;hreads</translation>
    </message>
    <message>
        <source>References with boxes: %1. One in five measures the adapter.</source>
        <translation>Referenzen mit Boxen: %1. Jede fünfte misst den Adapter.</translation>
    </message>
    <message>
        <source>Accepted or edited variants: %1. Those of one reference in five measure the adapter before and after.</source>
        <translation>Angenommene oder bearbeitete Varianten: %1. Die jeder fünften Referenz messen den Adapter vorher und nachher.</translation>
    </message>
    <message>
        <source>Its val split measures the adapter, else one picture in ten.</source>
        <translation>Der val-Teil misst den Adapter, sonst jedes zehnte Bild.</translation>
    </message>
    <message>
        <source>This bundle has no world of its own.</source>
        <translation>Dieses Modellpaket hat keine eigene Welt.</translation>
    </message>
    <message>
        <source>Scenes without end, drawn as they are needed.</source>
        <translation>Szenen ohne Ende, gezeichnet nach Bedarf.</translation>
    </message>
    <message>
        <source>Everything else as in %1</source>
        <translation>Alles andere wie in %1</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>Rezept öffnen</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>Rezepte (*.json)</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>Erst ein Projekt öffnen.</translation>
    </message>
    <message>
        <source>Draw or import the boxes of at least 2 references first.</source>
        <translation>Erst die Boxen von mindestens 2 Referenzen zeichnen oder importieren.</translation>
    </message>
    <message>
        <source>Accept or correct at least %1 variants first.</source>
        <translation>Erst mindestens %1 Varianten annehmen oder korrigieren.</translation>
    </message>
    <message>
        <source>Choose a dataset first.</source>
        <translation>Erst einen Datensatz wählen.</translation>
    </message>
    <message>
        <source>The bundle has no adapter that could learn further.</source>
        <translation>Das Modellpaket hat keinen Adapter, der weiterlernen könnte.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::TrainingPage</name>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training beginnen</translation>
    </message>
    <message>
        <source>Trainings of this project</source>
        <translation>Trainings dieses Projekts</translation>
    </message>
    <message>
        <source>Train an adapter</source>
        <translation>Einen Adapter trainieren</translation>
    </message>
    <message>
        <source>Progress of the training</source>
        <translation>Fortschritt des Trainings</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Keeps everything that is done; resume at any time.</source>
        <translation>Alles Erreichte bleibt; es geht jederzeit weiter.</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ends the training; the best adapter so far is kept.</source>
        <translation>Beendet das Training; der bisher beste Adapter bleibt.</translation>
    </message>
    <message>
        <source>&amp;Use this adapter</source>
        <translation>Diesen Adapter &amp;verwenden</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>mAP on held-out pictures</source>
        <translation>mAP auf zurückgehaltenen Bildern</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
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
        <translation>Der erste Schritt ist unterwegs</translation>
    </message>
    <message>
        <source>No training yet</source>
        <translation>Noch kein Training</translation>
    </message>
    <message>
        <source>Measured first after step %1</source>
        <translation>Erste Messung nach Schritt %1</translation>
    </message>
    <message>
        <source>%1 objects, %2 found</source>
        <translation>%1 Objekte, %2 gefunden</translation>
    </message>
    <message>
        <source>What the adapter finds in a few held-out pictures appears here after each measurement.</source>
        <translation>Nach jeder Messung erscheint hier, was der Adapter in einigen zurückgehaltenen Bildern findet.</translation>
    </message>
    <message>
        <source>Held-out pictures after step %1 (dashed: the truth)</source>
        <translation>Zurückgehaltene Bilder nach Schritt %1 (gestrichelt: die wahren Boxen)</translation>
    </message>
    <message>
        <source>There is no adapter yet.</source>
        <translation>Noch gibt es keinen Adapter.</translation>
    </message>
    <message>
        <source>Before: mAP %1, mAP50 %2. After step %3: mAP %4, mAP50 %5.</source>
        <translation>Vorher: mAP %1, mAP50 %2. Nach Schritt %3: mAP %4, mAP50 %5.</translation>
    </message>
    <message>
        <source>Held-out pictures: %1.</source>
        <translation>Zurückgehaltene Bilder: %1.</translation>
    </message>
    <message>
        <source>The best adapter is that of step %1: mAP %2, mAP50 %3.</source>
        <translation>Der beste Adapter ist der von Schritt %1: mAP %2, mAP50 %3.</translation>
    </message>
    <message>
        <source>Pausing after this step…</source>
        <translation>Hält nach diesem Schritt an …</translation>
    </message>
    <message>
        <source>Stopping after this step…</source>
        <translation>Endet nach diesem Schritt …</translation>
    </message>
    <message>
        <source>Loading the bundle and the pictures…</source>
        <translation>Modellpaket und Bilder werden geladen …</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>Schritt %1 von %2</translation>
    </message>
    <message>
        <source>, %1 left, %2 pictures a second</source>
        <translation>, noch %1, %2 Bilder je Sekunde</translation>
    </message>
    <message>
        <source>Choose what to learn from, then start.</source>
        <translation>Wählen, woraus gelernt wird, dann beginnen.</translation>
    </message>
    <message>
        <source>%1 is finished.</source>
        <translation>%1 ist fertig.</translation>
    </message>
    <message>
        <source>%1 rests after step %2 of %3.</source>
        <translation>%1 ruht nach Schritt %2 von %3.</translation>
    </message>
    <message>
        <source>A training is running.</source>
        <translation>Ein Training läuft.</translation>
    </message>
    <message>
        <source>%1 is paused. Resume it at any time, in another session, too.</source>
        <translation>%1 ist angehalten. Es lässt sich jederzeit fortsetzen, auch nach einem Neustart.</translation>
    </message>
    <message>
        <source>%1 was stopped before its adapter was measured for the first time.</source>
        <translation>%1 wurde beendet, bevor sein Adapter zum ersten Mal gemessen war.</translation>
    </message>
    <message>
        <source>%1 was stopped. The adapter of step %2 is kept.</source>
        <translation>%1 wurde beendet. Der Adapter von Schritt %2 bleibt.</translation>
    </message>
    <message>
        <source>Training %1: %2</source>
        <translation>Training von %1: %2</translation>
    </message>
</context>
<context>
    <name>destudio::ui::TrainingRunModel</name>
    <message>
        <source>References</source>
        <translation>Referenzen</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>Korrekturen</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Clipart world</source>
        <translation>Clipart-Welt</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Learned from</source>
        <translation>Gelernt aus</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
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
        <translation>Ein Rezept wiederholen</translation>
    </message>
    <message>
        <source>Recipes and pictures that carry one (*.json *.jsonl *.png)</source>
        <translation>Rezepte und Bilder, die eines tragen (*.json *.jsonl *.png)</translation>
    </message>
    <message>
        <source>This variant has the lowest ratio that changes anything.</source>
        <translation>Diese Variante hat den kleinsten Anteil, der etwas ändert.</translation>
    </message>
    <message>
        <source>This variant has the highest ratio there is.</source>
        <translation>Diese Variante hat den größten möglichen Anteil.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionActions</name>
    <message>
        <source>%1 Wait for it or cancel it, then go back.</source>
        <translation>%1 Warten Sie darauf oder brechen Sie es ab, und gehen Sie dann zurück.</translation>
    </message>
    <message>
        <source>Back at version %1: %2 variants as they were, %3 brought back, %4 removed, %5 references changed. What was before is version %6.</source>
        <translation>Zurück bei Version %1: %2 Varianten wie damals, %3 zurückgeholt, %4 entfernt, %5 Referenzen geändert. Was vorher war, ist Version %6.</translation>
    </message>
    <message numerus="yes">
        <source>%n pictures are not on the disk any more; re-run makes them again from their recipes.</source>
        <translation>
            <numerusform>%n Bild ist nicht mehr auf der Platte; ein neuer Lauf macht es aus seinem Rezept wieder.</numerusform>
            <numerusform>%n Bilder sind nicht mehr auf der Platte; ein neuer Lauf macht sie aus ihren Rezepten wieder.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionModel</name>
    <message>
        <source>Version %1: %2</source>
        <translation>Version %1: %2</translation>
    </message>
    <message>
        <source>Made by the program</source>
        <translation>Vom Programm gemacht</translation>
    </message>
    <message>
        <source>Made by you</source>
        <translation>Von Ihnen gemacht</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionTexts</name>
    <message>
        <source>Before an import</source>
        <translation>Vor einem Import</translation>
    </message>
    <message>
        <source>Before an export</source>
        <translation>Vor einem Export</translation>
    </message>
    <message>
        <source>Before merging classes</source>
        <translation>Vor dem Vereinen von Klassen</translation>
    </message>
    <message numerus="yes">
        <source>Before deciding on %n variants</source>
        <translation>
            <numerusform>Vor der Entscheidung über %n Variante</numerusform>
            <numerusform>Vor der Entscheidung über %n Varianten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Before relabelling %n variants</source>
        <translation>
            <numerusform>Vor dem Umbenennen von Boxen in %n Variante</numerusform>
            <numerusform>Vor dem Umbenennen von Boxen in %n Varianten</numerusform>
        </translation>
    </message>
    <message>
        <source>Before going back to “%1”</source>
        <translation>Vor der Rückkehr zu „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n variants have other boxes</source>
        <translation>
            <numerusform>%n Variante hat andere Boxen</numerusform>
            <numerusform>%n Varianten haben andere Boxen</numerusform>
        </translation>
    </message>
    <message>
        <source> (%1 added, %2 removed, %3 changed)</source>
        <translation> (%1 hinzugekommen, %2 entfernt, %3 geändert)</translation>
    </message>
    <message>
        <source>new: %1</source>
        <translation>neu: %1</translation>
    </message>
    <message>
        <source>gone: %1</source>
        <translation>fort: %1</translation>
    </message>
    <message>
        <source>%1 is called %2</source>
        <translation>%1 heißt %2</translation>
    </message>
    <message>
        <source>another order</source>
        <translation>andere Reihenfolge</translation>
    </message>
    <message>
        <source>Classes: %1</source>
        <translation>Klassen: %1</translation>
    </message>
    <message>
        <source>%1 added</source>
        <translation>%1 hinzugekommen</translation>
    </message>
    <message>
        <source>%1 removed</source>
        <translation>%1 entfernt</translation>
    </message>
    <message>
        <source>%1 changed</source>
        <translation>%1 geändert</translation>
    </message>
    <message>
        <source>References: %1</source>
        <translation>Referenzen: %1</translation>
    </message>
    <message>
        <source>%1: %2 images with %3 boxes in %4</source>
        <translation>%1: %2 Bilder mit %3 Boxen in %4</translation>
    </message>
    <message numerus="yes">
        <source>%n variants are new</source>
        <translation>
            <numerusform>%n Variante ist neu</numerusform>
            <numerusform>%n Varianten sind neu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants are gone</source>
        <translation>
            <numerusform>%n Variante ist fort</numerusform>
            <numerusform>%n Varianten sind fort</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants are decided otherwise</source>
        <translation>
            <numerusform>%n Variante ist anders entschieden</numerusform>
            <numerusform>%n Varianten sind anders entschieden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n detections have another class, because classes were merged</source>
        <translation>
            <numerusform>%n Erkennung hat eine andere Klasse, weil Klassen vereint wurden</numerusform>
            <numerusform>%n Erkennungen haben eine andere Klasse, weil Klassen vereint wurden</numerusform>
        </translation>
    </message>
    <message>
        <source>The threshold was %1 and is %2</source>
        <translation>Die Schwelle war %1 und ist %2</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Nichts ist anders.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionsDialog</name>
    <message>
        <source>&amp;Keep</source>
        <translation>&amp;Festhalten</translation>
    </message>
    <message>
        <source>&amp;Go back to this version…</source>
        <translation>Zu dieser Version &amp;zurück…</translation>
    </message>
    <message>
        <source>Only the &amp;chosen pictures…</source>
        <translation>Nur die ge&amp;wählten Bilder…</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>A name for the project as it is now</source>
        <translation>Ein Name für das Projekt, wie es jetzt ist</translation>
    </message>
    <message>
        <source>Makes a version of the project as it is now, to compare with and to go back to</source>
        <translation>Macht eine Version des Projekts, wie es jetzt ist, zum Vergleichen und zum Zurückgehen</translation>
    </message>
    <message>
        <source>Compare the version &amp;with</source>
        <translation>Die Version &amp;vergleichen mit</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>Vergleichen mit</translation>
    </message>
    <message>
        <source>Pictures that differ</source>
        <translation>Bilder, die anders sind</translation>
    </message>
    <message>
        <source>The project as it is now (%1 variants, %2 accepted)</source>
        <translation>Das Projekt, wie es jetzt ist (%1 Varianten, %2 angenommen)</translation>
    </message>
    <message>
        <source>Exported: %1</source>
        <translation>Exportiert: %1</translation>
    </message>
    <message>
        <source>Open a project first.</source>
        <translation>Öffnen Sie zuerst ein Projekt.</translation>
    </message>
    <message>
        <source>There are no versions yet. Give the project as it is a name, or decide on many variants: the program makes one before.</source>
        <translation>Es gibt noch keine Versionen. Geben Sie dem Projekt, wie es ist, einen Namen, oder entscheiden Sie über viele Varianten: Das Programm macht vorher eine.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleicht…</translation>
    </message>
    <message>
        <source>&amp;Go back</source>
        <translation>&amp;Zurückgehen</translation>
    </message>
    <message>
        <source>&amp;Stay</source>
        <translation>&amp;Bleiben</translation>
    </message>
    <message>
        <source>Make the project what it was at version %1, “%2”?</source>
        <translation>Das Projekt zu dem machen, was es bei Version %1, „%2“, war?</translation>
    </message>
    <message>
        <source>What it is now becomes a version first, so that you can come back. Variants that came later leave the project; their pictures stay on the disk. The steps of undo end here.</source>
        <translation>Was es jetzt ist, wird zuerst eine Version, damit Sie zurückkehren können. Varianten, die später kamen, verlassen das Projekt; ihre Bilder bleiben auf der Platte. Die Schritte des Rückgängigmachens enden hier.</translation>
    </message>
    <message numerus="yes">
        <source>Give %n variants the decisions and boxes that they had at version %1, “%2”?</source>
        <translation>
            <numerusform>%n Variante die Entscheidung und die Boxen geben, die sie bei Version %1, „%2“, hatte?</numerusform>
            <numerusform>%n Varianten die Entscheidungen und Boxen geben, die sie bei Version %1, „%2“, hatten?</numerusform>
        </translation>
    </message>
    <message>
        <source>What the project is now becomes a version first, so that you can come back. Those that are gone come back; those that came later stay as they are. The steps of undo end here.</source>
        <translation>Was das Projekt jetzt ist, wird zuerst eine Version, damit Sie zurückkehren können. Was fort ist, kommt wieder; was später kam, bleibt, wie es ist. Die Schritte des Rückgängigmachens enden hier.</translation>
    </message>
</context>
<context>
    <name>destudio::ui::WindowActions</name>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt …</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>&amp;Projekt öffnen …</translation>
    </message>
    <message>
        <source>Open the &amp;sample project</source>
        <translation>Bei&amp;spielprojekt öffnen</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>Projekt s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Add images…</source>
        <translation>&amp;Bilder hinzufügen …</translation>
    </message>
    <message>
        <source>Add a &amp;folder of images…</source>
        <translation>Bilder&amp;ordner hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Locate moved images…</source>
        <translation>&amp;Verschobene Bilder suchen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>B&amp;eenden</translation>
    </message>
    <message>
        <source>&amp;Copy box</source>
        <translation>Box &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste box</source>
        <translation>Box &amp;einfügen</translation>
    </message>
    <message>
        <source>D&amp;uplicate box</source>
        <translation>Box &amp;duplizieren</translation>
    </message>
    <message>
        <source>&amp;Delete box</source>
        <translation>Box &amp;löschen</translation>
    </message>
    <message>
        <source>Change c&amp;lass…</source>
        <translation>Kl&amp;asse ändern …</translation>
    </message>
    <message>
        <source>&amp;Draw a box</source>
        <translation>Box &amp;zeichnen</translation>
    </message>
    <message>
        <source>&amp;Accept</source>
        <translation>&amp;Annehmen</translation>
    </message>
    <message>
        <source>&amp;Reject</source>
        <translation>A&amp;blehnen</translation>
    </message>
    <message>
        <source>Accept &amp;up to this ratio</source>
        <translation>B&amp;is zu diesem Anteil annehmen</translation>
    </message>
    <message>
        <source>&amp;Previous picture</source>
        <translation>&amp;Voriges Bild</translation>
    </message>
    <message>
        <source>&amp;Next picture</source>
        <translation>&amp;Nächstes Bild</translation>
    </message>
    <message>
        <source>Next with the same &amp;seed and ratio</source>
        <translation>Nächstes mit gleichem &amp;Seed und Anteil</translation>
    </message>
    <message>
        <source>Previous with the same seed and ratio</source>
        <translation>Voriges mit gleichem Seed und Anteil</translation>
    </message>
    <message>
        <source>&amp;Fit to window</source>
        <translation>In Fenster e&amp;inpassen</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Erzeugen</translation>
    </message>
    <message>
        <source>Generate for &amp;all references</source>
        <translation>Für &amp;alle Referenzen erzeugen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>Ab&amp;brechen</translation>
    </message>
    <message>
        <source>&amp;Ladder</source>
        <translation>&amp;Leiter</translation>
    </message>
    <message>
        <source>&amp;Editor</source>
        <translation>&amp;Editor</translation>
    </message>
    <message>
        <source>&amp;Gallery</source>
        <translation>&amp;Galerie</translation>
    </message>
    <message>
        <source>&amp;Charts</source>
        <translation>&amp;Diagramme</translation>
    </message>
    <message>
        <source>E&amp;xport</source>
        <translation>E&amp;xport</translation>
    </message>
    <message>
        <source>Review &amp;queue</source>
        <translation>Prüf&amp;liste</translation>
    </message>
    <message>
        <source>&amp;Search variants</source>
        <translation>Varianten s&amp;uchen</translation>
    </message>
    <message>
        <source>Search a&amp;gain</source>
        <translation>E&amp;rneut suchen</translation>
    </message>
    <message>
        <source>Class&amp;es…</source>
        <translation>Klass&amp;en …</translation>
    </message>
    <message>
        <source>&amp;Ignore region</source>
        <translation>Bereich &amp;ignorieren</translation>
    </message>
    <message>
        <source>L&amp;ock box</source>
        <translation>Box sp&amp;erren</translation>
    </message>
    <message>
        <source>&amp;Hide box</source>
        <translation>Box &amp;verbergen</translation>
    </message>
    <message>
        <source>Show hidden &amp;boxes again</source>
        <translation>Verborgene &amp;Boxen wieder zeigen</translation>
    </message>
    <message>
        <source>Carry to other &amp;rungs</source>
        <translation>Auf andere St&amp;ufen übertragen</translation>
    </message>
    <message>
        <source>Adopt a s&amp;uggestion</source>
        <translation>Vorschlag ü&amp;bernehmen</translation>
    </message>
    <message>
        <source>&amp;Select all boxes</source>
        <translation>Alle Boxen au&amp;swählen</translation>
    </message>
    <message>
        <source>Select boxes of the same class</source>
        <translation>Boxen derselben Klasse auswählen</translation>
    </message>
    <message>
        <source>Select the next box, too</source>
        <translation>Nächste Box dazu auswählen</translation>
    </message>
    <message>
        <source>List of &amp;boxes</source>
        <translation>&amp;Liste der Boxen</translation>
    </message>
    <message>
        <source>Select and mo&amp;ve boxes</source>
        <translation>Boxen &amp;wählen und bewegen</translation>
    </message>
    <message>
        <source>Next that is &amp;not reviewed</source>
        <translation>&amp;Nächste ungeprüfte</translation>
    </message>
    <message>
        <source>Accept and ne&amp;xt</source>
        <translation>Annehmen und &amp;weiter</translation>
    </message>
    <message>
        <source>Reject and next</source>
        <translation>Ablehnen und weiter</translation>
    </message>
    <message>
        <source>Fit &amp;width</source>
        <translation>Breite &amp;einpassen</translation>
    </message>
    <message>
        <source>&amp;Actual pixels</source>
        <translation>Wahre &amp;Pixel</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>&amp;Vergrößern</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Show &amp;boxes</source>
        <translation>&amp;Boxen zeigen</translation>
    </message>
    <message>
        <source>&amp;Overview</source>
        <translation>&amp;Übersicht</translation>
    </message>
    <message>
        <source>C&amp;rosshair</source>
        <translation>&amp;Fadenkreuz</translation>
    </message>
    <message>
        <source>Labels: all, selected, none</source>
        <translation>Beschriftungen: alle, gewählte, keine</translation>
    </message>
    <message>
        <source>Thicker lines</source>
        <translation>Dickere Linien</translation>
    </message>
    <message>
        <source>Brighter</source>
        <translation>Heller</translation>
    </message>
    <message>
        <source>Darker</source>
        <translation>Dunkler</translation>
    </message>
    <message>
        <source>More contrast</source>
        <translation>Mehr Kontrast</translation>
    </message>
    <message>
        <source>Less contrast</source>
        <translation>Weniger Kontrast</translation>
    </message>
    <message>
        <source>Brightness and contrast as in the file</source>
        <translation>Helligkeit und Kontrast wie in der Datei</translation>
    </message>
    <message>
        <source>&amp;Difference to the reference</source>
        <translation>&amp;Unterschied zur Referenz</translation>
    </message>
    <message>
        <source>&amp;Wipe against the reference</source>
        <translation>Gegen die Referenz &amp;wischen</translation>
    </message>
    <message>
        <source>Wipe line to the left</source>
        <translation>Wischlinie nach links</translation>
    </message>
    <message>
        <source>Wipe line to the right</source>
        <translation>Wischlinie nach rechts</translation>
    </message>
    <message>
        <source>&amp;Inspect (hold the key)</source>
        <translation>&amp;Durchleuchten (Taste halten)</translation>
    </message>
    <message>
        <source>Find &amp;missed objects</source>
        <translation>Über&amp;sehene Objekte finden</translation>
    </message>
    <message>
        <source>Fine-&amp;tune on my corrections…</source>
        <translation>Mit &amp;meinen Korrekturen weitertrainieren …</translation>
    </message>
    <message>
        <source>Cancel after this &amp;image</source>
        <translation>Nach diesem &amp;Bild abbrechen</translation>
    </message>
    <message>
        <source>&amp;Presets</source>
        <translation>&amp;Vorgaben</translation>
    </message>
    <message>
        <source>&amp;More like this</source>
        <translation>&amp;Mehr davon</translation>
    </message>
    <message>
        <source>&amp;Less change</source>
        <translation>&amp;Weniger Änderung</translation>
    </message>
    <message>
        <source>M&amp;ore change</source>
        <translation>Mehr Än&amp;derung</translation>
    </message>
    <message>
        <source>&amp;Re-run and compare</source>
        <translation>Wiede&amp;rholen und vergleichen</translation>
    </message>
    <message>
        <source>Re-run a recipe from a &amp;file…</source>
        <translation>Ein Rezept aus einer &amp;Datei wiederholen …</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Cancel or remove the selected jobs</source>
        <translation>Gewählte Aufträge abbre&amp;chen oder entfernen</translation>
    </message>
    <message>
        <source>Cancel the selected jobs after this &amp;image</source>
        <translation>Gewählte Aufträge nach diesem B&amp;ild abbrechen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Noch einmal &amp;versuchen</translation>
    </message>
    <message>
        <source>Run &amp;first</source>
        <translation>Als ers&amp;tes ausführen</translation>
    </message>
    <message>
        <source>Run &amp;earlier</source>
        <translation>&amp;Früher ausführen</translation>
    </message>
    <message>
        <source>Run &amp;later</source>
        <translation>&amp;Später ausführen</translation>
    </message>
    <message>
        <source>Clear f&amp;inished jobs</source>
        <translation>Fertige Aufträge &amp;entfernen</translation>
    </message>
    <message>
        <source>&amp;Issues</source>
        <translation>&amp;Probleme</translation>
    </message>
    <message>
        <source>L&amp;og</source>
        <translation>Pr&amp;otokoll</translation>
    </message>
    <message>
        <source>&amp;Training</source>
        <translation>&amp;Training</translation>
    </message>
    <message>
        <source>E&amp;valuation</source>
        <translation>&amp;Auswertung</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>A&amp;ufträge</translation>
    </message>
    <message>
        <source>&amp;Key sheet</source>
        <translation>&amp;Tastenübersicht</translation>
    </message>
    <message>
        <source>&amp;Change keys…</source>
        <translation>Tasten &amp;ändern …</translation>
    </message>
    <message>
        <source>&amp;Tour of the window</source>
        <translation>&amp;Rundgang durch das Fenster</translation>
    </message>
    <message>
        <source>&amp;About DiffusionEngine Studio</source>
        <translation>&amp;Über DiffusionEngine Studio</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>On a picture</source>
        <translation>Auf einem Bild</translation>
    </message>
    <message>
        <source>Class by its number</source>
        <translation>Klasse nach ihrer Nummer</translation>
    </message>
    <message>
        <source>Move the box or the crosshair by 1 pixel</source>
        <translation>Box oder Fadenkreuz um 1 Pixel bewegen</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Move it by 10 pixels</source>
        <translation>Um 10 Pixel bewegen</translation>
    </message>
    <message>
        <source>Shift+Arrow keys</source>
        <translation>Umschalt+Pfeiltasten</translation>
    </message>
    <message>
        <source>Stop drawing, deselect</source>
        <translation>Zeichnen beenden, Auswahl aufheben</translation>
    </message>
    <message>
        <source>Next, previous box</source>
        <translation>Nächste, vorige Box</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>&amp;Scale up…</source>
        <translation>&amp;Hochskalieren …</translation>
    </message>
    <message>
        <source>Move the right and lower edges alone</source>
        <translation>Nur die rechte und die untere Kante bewegen</translation>
    </message>
    <message>
        <source>Ctrl+Arrow keys</source>
        <translation>Strg+Pfeiltasten</translation>
    </message>
    <message>
        <source>Move the left and upper edges alone</source>
        <translation>Nur die linke und die obere Kante bewegen</translation>
    </message>
    <message>
        <source>Alt+Arrow keys</source>
        <translation>Alt+Pfeiltasten</translation>
    </message>
    <message>
        <source>Set a corner while drawing; else the class of the selected box</source>
        <translation>Beim Zeichnen eine Ecke setzen, sonst die Klasse der gewählten Box</translation>
    </message>
    <message>
        <source>Menu of the box</source>
        <translation>Menü der Box</translation>
    </message>
    <message>
        <source>&amp;User&apos;s guide</source>
        <translation>&amp;Handbuch</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>&amp;Versions…</source>
        <translation>&amp;Versionen…</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>New &amp;domain</source>
        <translation>Neues Bild&amp;gebiet</translation>
    </message>
    <message>
        <source>Your na&amp;me…</source>
        <translation>Ihr Na&amp;me…</translation>
    </message>
</context>
<context>
    <name>destudio::ui::WindowMenus</name>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>&amp;Generate</source>
        <translation>&amp;Erzeugen</translation>
    </message>
    <message>
        <source>C&amp;ompute threads</source>
        <translation>Rechen&amp;threads</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Brightness and lines</source>
        <translation>&amp;Helligkeit und Linien</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>La&amp;nguage (from the next start)</source>
        <translation>&amp;Sprache (ab dem nächsten Start)</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
</context>
<context>
    <name>destudio::ui::WordCompletion</name>
    <message>
        <source>Words that begin so</source>
        <translation>Wörter, die so beginnen</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::BoxCanvas</name>
    <message>
        <source>Picture with boxes</source>
        <translation>Bild mit Boxen</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n Box</numerusform>
            <numerusform>%n Boxen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 × %3 pixels at %4, %5</source>
        <translation>%1, %2 × %3 Pixel bei %4, %5</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n boxes selected</source>
        <translation>
            <numerusform>%n Box gewählt</numerusform>
            <numerusform>%n Boxen gewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>ghost</source>
        <translation>Geist</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>ignored region</source>
        <translation>ignorierter Bereich</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::CoachMark</name>
    <message>
        <source>&amp;Leave the tour</source>
        <translation>Rundgang &amp;verlassen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::InspectView</name>
    <message>
        <source>What the model sees</source>
        <translation>Was das Modell sieht</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::LadderView</name>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::LaneStrip</name>
    <message>
        <source>Objects of the reference in each variant</source>
        <translation>Objekte der Referenz in jeder Variante</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::MapCanvas</name>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::Minimap</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>The whole picture. Click or drag to go there.</source>
        <translation>Das ganze Bild. Klicken oder ziehen, um dorthin zu gehen.</translation>
    </message>
</context>
<context>
    <name>destudio::widgets::SampleGrid</name>
    <message>
        <source>Sample predictions</source>
        <translation>Beispiele der Vorhersage</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>drawn</source>
        <translation>gezeichnet</translation>
    </message>
    <message>
        <source>taken over from a weaker detection</source>
        <translation>aus einem schwächeren Fund übernommen</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>resized</source>
        <translation>in der Größe geändert</translation>
    </message>
    <message>
        <source>relabelled from %1 to %2</source>
        <translation>von %1 in %2 umbenannt</translation>
    </message>
    <message>
        <source>set to be ignored</source>
        <translation>auf ignoriert gesetzt</translation>
    </message>
    <message>
        <source>set to count again</source>
        <translation>zählt wieder</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>entfernt</translation>
    </message>
    <message>
        <source>carried from %1</source>
        <translation>übernommen von %1</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>reopened</source>
        <translation>wieder geöffnet</translation>
    </message>
    <message>
        <source>taken back to version “%1”</source>
        <translation>zurück auf Version „%1“</translation>
    </message>
    <message>
        <source>made by the adapter %1, score %2</source>
        <translation>vom Adapter %1 gemacht, Wert %2</translation>
    </message>
    <message>
        <source>%1 by %2, %3</source>
        <translation>%1 von %2, %3</translation>
    </message>
</context>
<context>
    <name>ladder</name>
    <message>
        <source>%1 % · 1 step</source>
        <translation>%1 % · 1 Schritt</translation>
    </message>
    <message numerus="yes">
        <source>%1 % · %n steps</source>
        <translation>
            <numerusform>%1 % · %n Schritt</numerusform>
            <numerusform>%1 % · %n Schritte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>language</name>
    <message>
        <source>Like the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
</context>
<context>
    <name>theme</name>
    <message>
        <source>Like the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
</context>
<context>
    <name>threads</name>
    <message>
        <source>&amp;Automatic (from the next start)</source>
        <translation>&amp;Automatisch (ab dem nächsten Start)</translation>
    </message>
</context>
</TS>
