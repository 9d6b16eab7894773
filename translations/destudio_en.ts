<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>destudio::ui::CarryController</name>
    <message numerus="yes">
        <source>Carried to %n variants.</source>
        <translation>
            <numerusform>Carried to %n variant.</numerusform>
            <numerusform>Carried to %n variants.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In %n variants neither picture nor detector agrees: a ghost marks the place.</source>
        <translation>
            <numerusform>In %n variant neither picture nor detector agrees: a ghost marks the place.</numerusform>
            <numerusform>In %n variants neither picture nor detector agrees: a ghost marks the place.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reviewed variants were left alone.</source>
        <translation>
            <numerusform>%n reviewed variant was left alone.</numerusform>
            <numerusform>%n reviewed variants were left alone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures could not be read.</source>
        <translation>
            <numerusform>%n picture could not be read.</numerusform>
            <numerusform>%n pictures could not be read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassStrip</name>
    <message numerus="yes">
        <source>%n more classes</source>
        <translation>
            <numerusform>%n more class</numerusform>
            <numerusform>%n more classes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ClassesDialog</name>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ExportPreviewPanel</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the images were looked at by nobody.</source>
        <translation>
            <numerusform>%n of the images was looked at by nobody.</numerusform>
            <numerusform>%n of the images were looked at by nobody.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images have no box; they count as background.</source>
        <translation>
            <numerusform>%n image has no box; it counts as background.</numerusform>
            <numerusform>%n images have no box; they count as background.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::FitNotices</name>
    <message numerus="yes">
        <source>Of %n objects none was found again at any ratio. The model may not suit these pictures.</source>
        <translation>
            <numerusform>%n object was not found again at any ratio. The model may not suit these pictures.</numerusform>
            <numerusform>Of %n objects none was found again at any ratio. The model may not suit these pictures.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryFilter</name>
    <message numerus="yes">
        <source>%n chosen on the map</source>
        <translation>
            <numerusform>%n chosen on the map</numerusform>
            <numerusform>%n chosen on the map</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryModel</name>
    <message numerus="yes">
        <source>%1
ratio %2, seed %3
%4, %n boxes, about %5 edits</source>
        <translation>
            <numerusform>%1
ratio %2, seed %3
%4, %n box, about %5 edits</numerusform>
            <numerusform>%1
ratio %2, seed %3
%4, %n boxes, about %5 edits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, ratio %2, seed %3, %4, %n boxes</source>
        <translation>
            <numerusform>%1, ratio %2, seed %3, %4, %n box</numerusform>
            <numerusform>%1, ratio %2, seed %3, %4, %n boxes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::GalleryPage</name>
    <message numerus="yes">
        <source>reopen %n variants</source>
        <translation>
            <numerusform>reopen %n variant</numerusform>
            <numerusform>reopen %n variants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>accept %n variants</source>
        <translation>
            <numerusform>accept %n variant</numerusform>
            <numerusform>accept %n variants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>reject %n variants</source>
        <translation>
            <numerusform>reject %n variant</numerusform>
            <numerusform>reject %n variants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::IssueCollector</name>
    <message numerus="yes">
        <source>%n references are not where they were, %1 among them.</source>
        <translation>
            <numerusform>%n reference is not where it was: %1.</numerusform>
            <numerusform>%n references are not where they were, %1 among them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::JobMessages</name>
    <message numerus="yes">
        <source>%n ladders were not finished when this project was closed.</source>
        <translation>
            <numerusform>%n ladder was not finished when this project was closed.</numerusform>
            <numerusform>%n ladders were not finished when this project was closed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::LeakPanel</name>
    <message numerus="yes">
        <source>%n pairs of pictures of one source are in two splits</source>
        <translation>
            <numerusform>%n pair of pictures of one source is in two splits</numerusform>
            <numerusform>%n pairs of pictures of one source are in two splits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pairs of pictures that look alike are in two splits</source>
        <translation>
            <numerusform>%n pair of pictures that look alike is in two splits</numerusform>
            <numerusform>%n pairs of pictures that look alike are in two splits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n generated pictures are in val or test</source>
        <translation>
            <numerusform>%n generated picture is in val or test</numerusform>
            <numerusform>%n generated pictures are in val or test</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::LoopPanel</name>
    <message numerus="yes">
        <source>%n corrections to the next training.</source>
        <translation>
            <numerusform>%n correction to the next training.</numerusform>
            <numerusform>%n corrections to the next training.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::MapFindingsList</name>
    <message numerus="yes">
        <source>%n variants</source>
        <translation>
            <numerusform>%n variant</numerusform>
            <numerusform>%n variants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants look the same</source>
        <translation>
            <numerusform>%n variant looks the same</numerusform>
            <numerusform>%n variants look the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::MapPage</name>
    <message numerus="yes">
        <source>Show %n in the &amp;gallery</source>
        <translation>
            <numerusform>Show %n in the &amp;gallery</numerusform>
            <numerusform>Show %n in the &amp;gallery</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>reject %n near-duplicates</source>
        <translation>
            <numerusform>reject %n near-duplicate</numerusform>
            <numerusform>reject %n near-duplicates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::MapTexts</name>
    <message numerus="yes">
        <source>and %n smaller groups</source>
        <translation>
            <numerusform>and %n smaller group</numerusform>
            <numerusform>and %n smaller groups</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n pictures cannot be shown this way.</source>
        <translation>
            <numerusform>%n picture cannot be shown this way.</numerusform>
            <numerusform>%n pictures cannot be shown this way.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ReferenceModel</name>
    <message numerus="yes">
        <source>%1, %n variants</source>
        <translation>
            <numerusform>%1, %n variant</numerusform>
            <numerusform>%1, %n variants</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ScaleUpController</name>
    <message numerus="yes">
        <source>%n clusters</source>
        <translation>
            <numerusform>%n cluster</numerusform>
            <numerusform>%n clusters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::ScaleUpDialog</name>
    <message numerus="yes">
        <source>%n variants are new in the gallery.</source>
        <translation>
            <numerusform>%n variant is new in the gallery.</numerusform>
            <numerusform>%n variants are new in the gallery.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::StatusLine</name>
    <message numerus="yes">
        <source>%n issues</source>
        <translation>
            <numerusform>%n issue</numerusform>
            <numerusform>%n issues</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionActions</name>
    <message numerus="yes">
        <source>%n pictures are not on the disk any more; re-run makes them again from their recipes.</source>
        <translation>
            <numerusform>%n picture is not on the disk any more; re-run makes it again from its recipe.</numerusform>
            <numerusform>%n pictures are not on the disk any more; re-run makes them again from their recipes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionTexts</name>
    <message numerus="yes">
        <source>Before deciding on %n variants</source>
        <translation>
            <numerusform>Before deciding on %n variant</numerusform>
            <numerusform>Before deciding on %n variants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Before relabelling %n variants</source>
        <translation>
            <numerusform>Before relabelling %n variant</numerusform>
            <numerusform>Before relabelling %n variants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants have other boxes</source>
        <translation>
            <numerusform>%n variant has other boxes</numerusform>
            <numerusform>%n variants have other boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants are new</source>
        <translation>
            <numerusform>%n variant is new</numerusform>
            <numerusform>%n variants are new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants are gone</source>
        <translation>
            <numerusform>%n variant is gone</numerusform>
            <numerusform>%n variants are gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n variants are decided otherwise</source>
        <translation>
            <numerusform>%n variant is decided otherwise</numerusform>
            <numerusform>%n variants are decided otherwise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n detections have another class, because classes were merged</source>
        <translation>
            <numerusform>%n detection has another class, because classes were merged</numerusform>
            <numerusform>%n detections have another class, because classes were merged</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::ui::VersionsDialog</name>
    <message numerus="yes">
        <source>Give %n variants the decisions and boxes that they had at version %1, “%2”?</source>
        <translation>
            <numerusform>Give %n variant the decision and boxes that it had at version %1, “%2”?</numerusform>
            <numerusform>Give %n variants the decisions and boxes that they had at version %1, “%2”?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>destudio::widgets::BoxCanvas</name>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes selected</source>
        <translation>
            <numerusform>%n box selected</numerusform>
            <numerusform>%n boxes selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ladder</name>
    <message numerus="yes">
        <source>%1 % · %n steps</source>
        <translation>
            <numerusform>%1 % · %n step</numerusform>
            <numerusform>%1 % · %n steps</numerusform>
        </translation>
    </message>
</context>
</TS>
