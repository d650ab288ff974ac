#pragma once

#include "ui/client/facets.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QSaveFile;

namespace signalbox::kit {
class ActForm;
}

namespace signalbox::pages {

/// Saves an incident bundle: why, where, how far it is, and what is inside once it is there. Not modal, so that the
/// pages stay in reach meanwhile.
class BundleDialog : public QDialog
{
    Q_OBJECT

public:
    explicit BundleDialog(client::Facets &facets, QWidget *parent = nullptr);
    ~BundleDialog() override;

    /// Where the zip goes unless another place is chosen.
    void setPath(const QString &path);

protected:
    void changeEvent(QEvent *event) override;
    void done(int result) override;

private:
    void build();
    void choosePlace();
    void make(const QString &reason, const std::function<void(const QString &)> &done);
    void take(const Result<client::Download> &bundle, const std::function<void(const QString &)> &done);
    /// Opens the file; false, and said at the place, when it cannot be written.
    bool openFile();
    void openFolder();
    void showAllowed();
    void retranslate();

    client::Facets &m_facets;
    QLabel *m_inside;
    QLabel *m_placeName;
    QLineEdit *m_place;
    QPushButton *m_choose;
    QLabel *m_placeNote;
    QLabel *m_progress;
    kit::ActForm *m_form;
    QLabel *m_result;
    QPushButton *m_folder;
    QPushButton *m_cancel;
    QPushButton *m_close;
    std::unique_ptr<QSaveFile> m_file;
    QString m_replace; ///< a file that the person chose to replace
    client::Call m_call;
};

/// Opens it over a window, in the usual place for downloads.
void openBundleDialog(client::Facets &facets, QWidget *window);

} // namespace signalbox::pages
