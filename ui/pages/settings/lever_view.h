#pragma once

#include "ui/client/facets.h"
#include "ui/client/lever_acts.h"

#include <QWidget>

namespace signalbox::pages {

/// Base of the page's four views: reads when it is shown, and again when a revision or guard moved while it is seen.
class LeverView : public QWidget
{
    Q_OBJECT

public:
    explicit LeverView(client::Facets &facets);

    virtual void retranslate() = 0;

protected:
    virtual void read() = 0;
    /// Role, link or read-only mark changed: show anew what can be done.
    virtual void showRefusals() = 0;
    void showEvent(QShowEvent *event) override;
    client::Facets &facets() const { return m_facets; }

private:
    void readIfSeen();

    client::Facets &m_facets;
};

} // namespace signalbox::pages
