<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>DecisionRows</name>
    <message numerus="yes">
        <source>%n item(s) · %1</source>
        <translation>
            <numerusform>%n item · %1</numerusform>
            <numerusform>%n items · %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Levers</name>
    <message numerus="yes">
        <source>on for %n subject(s)</source>
        <translation>
            <numerusform>on for %n subject</numerusform><numerusform>on for %n subjects</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n other</numerusform><numerusform>%n others</numerusform></translation>
    </message>
</context>
<context>
    <name>ProviderRows</name>
    <message numerus="yes">
        <source>Opened %n time(s) since the start, last by %1.</source>
        <translation>
            <numerusform>Opened %n time since the start, last by %1.</numerusform><numerusform>Opened %n times since the start, last by %1.</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform><numerusform>%n days left</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>Chosen %1 of %n time(s) that it quoted.</source>
        <translation>
            <numerusform>Chosen %1 of the %n time that it quoted.</numerusform><numerusform>Chosen %1 of the %n times that it quoted.</numerusform></translation>
    </message>
</context>
<context>
    <name>signalbox::pages::WhatIfCard</name>
    <message numerus="yes">
        <source>Last %n decision(s) with these weights: %1 change.</source>
        <translation>
            <numerusform>Last %n decision with these weights: %1 change.</numerusform>
            <numerusform>Last %n decisions with these weights: %1 change.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::WhatIfView</name>
    <message numerus="yes">
        <source>means of %n decision(s), read at %1</source>
        <translation>
            <numerusform>means of %n decision, read at %1</numerusform><numerusform>means of %n decisions, read at %1</numerusform></translation>
    </message>
</context>
</TS>
