// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/bundle_menu.h"

#include <QFileDialog>

namespace destudio::ui {
namespace {

constexpr std::size_t kMaxModelsOffered = 15;

}  // namespace

BundleMenu::BundleMenu(QWidget* parent) : QMenu(parent) {
    connect(this, &QMenu::aboutToShow, this, [this] {
        emit list_wanted();
        fill();
    });
}

void BundleMenu::set_models(const ModelListing& listing) {
    m_known.clear();
    for (const ListedModel& model : listing.models) {
        if (!model.is_built_in && model.report.can_draw && m_known.size() < kMaxModelsOffered) {
            m_known.push_back({QString::fromStdString(model.name()), model.path});
        }
    }
    if (isVisible()) {
        fill();
    }
}

void BundleMenu::fill() {
    clear();
    const auto offer = [this](const QString& text, const std::filesystem::path& bundle) {
        QAction* action = addAction(text, this, [this, bundle] { emit chosen(bundle); });
        action->setCheckable(true);
        action->setChecked(bundle == m_current);
        action->setToolTip(QString::fromStdString(bundle.string()));
    };
    offer(tr("The built-in bundle (clip art)"), {});
    if (!m_known.empty()) {
        addSection(tr("Your models"));
    }
    for (const Known& model : m_known) {
        QString text = model.name;
        offer(text.replace(QLatin1Char('&'), QStringLiteral("&&")), model.path);
    }
    addSeparator();
    addAction(tr("Choose a folder…"), this, &BundleMenu::choose_folder);
    addAction(tr("Choose a file…"), this, &BundleMenu::choose_file);
    addAction(tr("Models, and which ones fit"), this, &BundleMenu::page_wanted);
}

QString BundleMenu::folder_of_current() const {
    return QString::fromStdString(m_current.parent_path().string());
}

void BundleMenu::choose_folder() {
    const QString folder =
        QFileDialog::getExistingDirectory(parentWidget(), tr("Choose a bundle folder"), folder_of_current());
    if (!folder.isEmpty()) {
        emit chosen(folder.toStdString());
    }
}

void BundleMenu::choose_file() {
    const QString file = QFileDialog::getOpenFileName(parentWidget(), tr("Choose a model file"), folder_of_current(),
                                                      tr("Models (*.safetensors *.ckpt);;All files (*)"));
    if (!file.isEmpty()) {
        emit chosen(file.toStdString());
    }
}

}  // namespace destudio::ui
