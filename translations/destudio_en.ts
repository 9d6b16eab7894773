<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
    <name>destudio::widgets::BoxCanvas</name>
    <message numerus="yes">
        <source>%n boxes</source>
        <translation>
            <numerusform>%n box</numerusform>
            <numerusform>%n boxes</numerusform>
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
