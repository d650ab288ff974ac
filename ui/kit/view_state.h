#pragma once

#include <QString>

#include <functional>

class QPainter;
class QRect;

namespace signalbox::kit {

/// What a chart, table or card shows instead of data. `hint` says what to do about it.
struct ViewState
{
    enum class Kind {
        Ready, ///< the data speaks
        Loading,
        Empty,
        Error,
    };
    Kind kind = Kind::Ready;
    QString text;
    QString hint;

    static ViewState ready() { return {}; }
    /// "Loading…" in the present language.
    static ViewState loading();
    static ViewState empty(QString text, QString hint = {}) { return {Kind::Empty, std::move(text), std::move(hint)}; }
    static ViewState error(QString text, QString hint = {}) { return {Kind::Error, std::move(text), std::move(hint)}; }
};

/// Makes a state in the present language. Charts and tables that are given one say it anew in another language.
using ViewStateMaker = std::function<ViewState()>;

/// Draws the two lines in the middle of `box`; nothing when ready.
void paintViewState(QPainter *painter, const QRect &box, const ViewState &state);

} // namespace signalbox::kit
