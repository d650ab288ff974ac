<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ApprovalCall</name>
    <message numerus="yes">
        <source>%n more wait(s).</source>
        <translation>
            <numerusform>%n more waits.</numerusform>
            <numerusform>%n more wait.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApprovalWords</name>
    <message numerus="yes">
        <source>You have approved it: %n more approval(s) needed.</source>
        <translation>
            <numerusform>You have approved it: %n more approval needed.</numerusform>
            <numerusform>You have approved it: %n more approvals needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s)</source>
        <translation>
            <numerusform>%n attempt</numerusform>
            <numerusform>%n attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CheckRows</name>
    <message numerus="yes">
        <source>%n fail</source>
        <translation>
            <numerusform>%n fails</numerusform>
            <numerusform>%n fail</numerusform>
        </translation>
    </message>
</context>
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
            <numerusform>on for %n subject</numerusform>
            <numerusform>on for %n subjects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n other</numerusform>
            <numerusform>%n others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProviderRows</name>
    <message numerus="yes">
        <source>Opened %n time(s) since the start, last by %1.</source>
        <translation>
            <numerusform>Opened %n time since the start, last by %1.</numerusform>
            <numerusform>Opened %n times since the start, last by %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Chosen %1 of %n time(s) that it quoted.</source>
        <translation>
            <numerusform>Chosen %1 of the %n time that it quoted.</numerusform>
            <numerusform>Chosen %1 of the %n times that it quoted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SwitchWords</name>
    <message numerus="yes">
        <source>Opened %n time(s) since the start, last by %1.</source>
        <translation>
            <numerusform>Opened %n time since the start, last by %1.</numerusform>
            <numerusform>Opened %n times since the start, last by %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AlertActs</name>
    <message numerus="yes">
        <source>%n alert(s) acknowledged: they call nobody any more.</source>
        <translation>
            <numerusform>%n alert acknowledged: it calls nobody any more.</numerusform>
            <numerusform>%n alerts acknowledged: they call nobody any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) shelved: quiet until then.</source>
        <translation>
            <numerusform>%n alert shelved: quiet until then.</numerusform>
            <numerusform>%n alerts shelved: quiet until then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n alert(s) off the shelf: they call again.</source>
        <translation>
            <numerusform>%n alert off the shelf: it calls again.</numerusform>
            <numerusform>%n alerts off the shelf: they call again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AlertCard</name>
    <message numerus="yes">
        <source>%n alert(s) chosen</source>
        <translation>
            <numerusform>%n alert chosen</numerusform>
            <numerusform>%n alerts chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AlertForm</name>
    <message numerus="yes">
        <source>Acknowledge %n alert(s)</source>
        <translation>
            <numerusform>Acknowledge %n alert</numerusform>
            <numerusform>Acknowledge %n alerts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::AlertsBand</name>
    <message numerus="yes">
        <source>%n alert(s) began within ten minutes: one cause is likely. Only their number is told outside.</source>
        <translation>
            <numerusform>%n alert began within ten minutes: one cause is likely. Only their number is told outside.</numerusform>
            <numerusform>%n alerts began within ten minutes: one cause is likely. Only their number is told outside.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ApprovalActs</name>
    <message numerus="yes">
        <source>Counted: %1. %n more approval(s) needed.</source>
        <translation>
            <numerusform>Counted: %1. %n more approval needed.</numerusform>
            <numerusform>Counted: %1. %n more approvals needed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The text is too long: at most %n character(s).</source>
        <translation>
            <numerusform>The text is too long: at most %n character.</numerusform>
            <numerusform>The text is too long: at most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ApprovalFacts</name>
    <message numerus="yes">
        <source>Who may decide, %n approval(s) are needed</source>
        <translation>
            <numerusform>Who may decide, %n approval are needed</numerusform>
            <numerusform>Who may decide, %n approvals are needed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::BulkDialog</name>
    <message numerus="yes">
        <source>Skip %n candidate(s). This is final.</source>
        <translation>
            <numerusform>Skip %n candidate. This is final.</numerusform>
            <numerusform>Skip %n candidates. This is final.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve %n candidate(s) as they are. This is final.</source>
        <translation>
            <numerusform>Approve %n candidate as it is. This is final.</numerusform>
            <numerusform>Approve %n candidates as they are. This is final.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them carry risk flags.</source>
        <translation>
            <numerusform>%n of them carries risk flags.</numerusform>
            <numerusform>%n of them carry risk flags.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::ChecklistView</name>
    <message numerus="yes">
        <source>%n item(s) copied as Markdown.</source>
        <translation>
            <numerusform>%n item copied as Markdown.</numerusform>
            <numerusform>%n items copied as Markdown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::EditPane</name>
    <message numerus="yes">
        <source>%n character(s)</source>
        <translation>
            <numerusform>%n character</numerusform>
            <numerusform>%n characters</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::LogList</name>
    <message numerus="yes">
        <source>%n new line(s) above</source>
        <translation>
            <numerusform>%n new line above</numerusform>
            <numerusform>%n new lines above</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::LogsPage</name>
    <message numerus="yes">
        <source>Saved %n line(s) to %1.</source>
        <translation>
            <numerusform>Saved %n line to %1.</numerusform>
            <numerusform>Saved %n lines to %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::MessageCard</name>
    <message numerus="yes">
        <source>%n messages chosen</source>
        <translation>
            <numerusform>%n message chosen</numerusform>
            <numerusform>%n messages chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Replay %n messages</source>
        <translation>
            <numerusform>Replay %n message</numerusform>
            <numerusform>Replay %n messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) due now.</source>
        <translation>
            <numerusform>%n message due now.</numerusform>
            <numerusform>%n messages due now.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::OperatorsPage</name>
    <message numerus="yes">
        <source>%n with a token, read at %1</source>
        <translation>
            <numerusform>%n operator with a token, read at %1</numerusform>
            <numerusform>%n operators with a token, read at %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::pages::RefusalsCard</name>
    <message numerus="yes">
        <source>the last %n</source>
        <translation>
            <numerusform>the last %n refusal</numerusform>
            <numerusform>the last %n refusals</numerusform>
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
<context>
    <name>signalbox::pages::WhatIfView</name>
    <message numerus="yes">
        <source>means of %n decision(s), read at %1</source>
        <translation>
            <numerusform>means of %n decision, read at %1</numerusform>
            <numerusform>means of %n decisions, read at %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::shell::AlertBanner</name>
    <message numerus="yes">
        <source>And %n more.</source>
        <translation>
            <numerusform>And %n more alert.</numerusform>
            <numerusform>And %n more alerts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>signalbox::shell::Tray</name>
    <message numerus="yes">
        <source>%n alert(s) call now.</source>
        <translation>
            <numerusform>%n alert call now.</numerusform>
            <numerusform>%n alerts call now.</numerusform>
        </translation>
    </message>
</context>
</TS>
