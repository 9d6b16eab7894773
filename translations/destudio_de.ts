<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
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
    <name>destudio::ui::EditController</name>
    <message>
        <source>This project has no classes yet. Press E and type a class name, then draw again.</source>
        <translation>Dieses Projekt hat noch keine Klassen. E drücken, einen Klassennamen eingeben und dann neu zeichnen.</translation>
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
        <source>%1  ·  ratio %2  ·  seed %3  ·  %4</source>
        <translation>%1  ·  Anteil %2  ·  Seed %3  ·  %4</translation>
    </message>
    <message>
        <source>%1  ·  reference</source>
        <translation>%1  ·  Referenz</translation>
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
</context>
<context>
    <name>destudio::ui::ExportPage</name>
    <message>
        <source>annotations.json and images/</source>
        <translation>annotations.json und images/</translation>
    </message>
    <message>
        <source>VOCdevkit/VOC2012/ with Annotations, ImageSets and JPEGImages</source>
        <translation>VOCdevkit/VOC2012/ mit Annotations, ImageSets und JPEGImages</translation>
    </message>
    <message>
        <source>data.yaml, images/ and labels/</source>
        <translation>data.yaml, images/ und labels/</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
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
        <source>Leaves %1 in the folder</source>
        <translation>Im Ordner liegt dann: %1</translation>
    </message>
    <message>
        <source>No variant is in these states.</source>
        <translation>Keine Variante hat diese Zustände.</translation>
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
        <source>One row of variants for each seed; ranges such as 1-4 are fine.</source>
        <translation>Je Seed eine Zeile Varianten; Bereiche wie 1-4 sind möglich.</translation>
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
        <translation>Anderen Ordner mit Modellpaket wählen</translation>
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
        <source>Ste&amp;ps</source>
        <translation>S&amp;chritte</translation>
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
        <source>Choose a bundle folder</source>
        <translation>Ordner mit Modellpaket wählen</translation>
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
        <source>No project is open</source>
        <translation>Kein Projekt geöffnet</translation>
    </message>
    <message>
        <source>A project keeps references, variants and every edit.</source>
        <translation>Ein Projekt enthält Referenzen, Varianten und jede Änderung.</translation>
    </message>
    <message>
        <source>No references yet</source>
        <translation>Noch keine Referenzen</translation>
    </message>
    <message>
        <source>Drop images or a COCO file here, or add them.</source>
        <translation>Bilder oder eine COCO-Datei hierher ziehen oder hinzufügen.</translation>
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
</context>
<context>
    <name>destudio::ui::MainWindow</name>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Projects (*.destudio)</source>
        <translation>Projekte (*.destudio)</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Images and COCO files (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.json);;All files (*)</source>
        <translation>Bilder und COCO-Dateien (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add a folder of images</source>
        <translation>Bilderordner hinzufügen</translation>
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
        <translation>Noch keine</translation>
    </message>
    <message>
        <source>New class…</source>
        <translation>Neue Klasse …</translation>
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
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
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
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Progress of generation</source>
        <translation>Fortschritt der Erzeugung</translation>
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
</context>
<context>
    <name>destudio::ui::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
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
    <name>destudio::ui::Session</name>
    <message>
        <source>unknown class</source>
        <translation>unbekannte Klasse</translation>
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
        <source>Accept (Space)</source>
        <translation>Annehmen (Leertaste)</translation>
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
</TS>
