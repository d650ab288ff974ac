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
    <name>ProviderRows</name>
    <message numerus="yes">
        <source>(opened %n time(s): %1)</source>
        <translation>
            <numerusform>(opened %n time: %1)</numerusform>
            <numerusform>(opened %n times: %1)</numerusform>
        </translation>
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
</TS>
