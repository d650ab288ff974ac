#include "ui/kit/chart_menu.h"

#include "ui/kit/tokens.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>

namespace signalbox::kit {

namespace {

/// Translations of this file live in this context.
struct ChartMenu
{
    Q_DECLARE_TR_FUNCTIONS(ChartMenu)
};

} // namespace

void openChartMenu(QWidget &chart, const QPoint &at, std::function<QImage()> image, std::function<QString()> csv)
{
    auto *menu = new QMenu(&chart);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(menu->addAction(ChartMenu::tr("Copy as image")), &QAction::triggered, &chart,
                     [image = std::move(image)] { QGuiApplication::clipboard()->setImage(image()); });
    QObject::connect(menu->addAction(ChartMenu::tr("Copy as CSV")), &QAction::triggered, &chart,
                     [csv = std::move(csv)] { QGuiApplication::clipboard()->setText(csv()); });
    menu->popup(at);
}

QImage chartImage(const QWidget &chart, const std::function<void(QPainter *)> &paint)
{
    const double scale = chart.devicePixelRatioF();
    QImage image(chart.size() * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(tokens().panel);
    QPainter painter(&image);
    paint(&painter);
    return image;
}

QString csvName(QString name)
{
    return QChar(u'"') + name.replace(u'"', QStringLiteral("\"\"")) + QChar(u'"');
}

} // namespace signalbox::kit
