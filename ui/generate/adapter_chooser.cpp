// SPDX-License-Identifier: Apache-2.0
#include "ui/generate/adapter_chooser.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <algorithm>

#include "core/adaptation/run_list.h"
#include "ui/training/training_run_model.h"
#include "widgets/base/elided_label.h"
#include "widgets/base/icons.h"

namespace destudio::ui {
namespace {

constexpr std::size_t kMaxOffered = 12;
constexpr qsizetype kMaxNamed = 5;

/// "RUN" for .../RUN/adapter, else the folder's name.
QString name_of(const std::filesystem::path& adapter) {
    const bool of_run = adapter.filename() == "adapter";
    return QString::fromStdString((of_run ? adapter.parent_path() : adapter).filename().string());
}

QString listed(QStringList names) {
    const qsizetype more = names.size() - kMaxNamed;
    if (more > 0) {
        names = names.mid(0, kMaxNamed);
        names << AdapterChooser::tr("%1 more").arg(more);
    }
    return names.join(QStringLiteral(", "));
}

QStringList missing(const std::vector<std::string>& from, const std::vector<std::string>& in) {
    QStringList names;
    for (const std::string& name : from) {
        if (std::find(in.begin(), in.end(), name) == in.end()) {
            names << QString::fromStdString(name);
        }
    }
    return names;
}

}  // namespace

QString class_difference(const std::vector<std::string>& adapter, const std::vector<std::string>& project) {
    const QStringList unknown = missing(project, adapter);
    const QStringList fresh = missing(adapter, project);
    QStringList sentences;
    if (!unknown.isEmpty() && !project.empty()) {
        sentences << AdapterChooser::tr("It cannot find: %1.").arg(listed(unknown));
    }
    if (!fresh.isEmpty() && !project.empty()) {
        sentences << AdapterChooser::tr("It also finds: %1; these classes join the project when they are found.")
                         .arg(listed(fresh));
    }
    return sentences.join(QLatin1Char(' '));
}

AdapterChooser::AdapterChooser(QWidget* parent)
    : QWidget(parent),
      m_label(new widgets::ElidedLabel(this)),
      m_button(new QToolButton(this)),
      m_menu(new QMenu(this)) {
    m_label->setObjectName(QStringLiteral("adapter_name"));
    m_button->setObjectName(QStringLiteral("adapter_button"));
    m_button->setIcon(widgets::icon(QStringLiteral("label")));
    m_button->setToolTip(tr("Choose the adapter that finds the boxes"));
    m_button->setAccessibleName(m_button->toolTip());
    m_button->setMenu(m_menu);
    m_button->setPopupMode(QToolButton::InstantPopup);
    m_button->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_label, 1);
    layout->addWidget(m_button);
    connect(m_menu, &QMenu::aboutToShow, this, &AdapterChooser::fill_menu);
}

void AdapterChooser::show_adapter(const std::filesystem::path& adapter, const std::vector<std::string>& classes) {
    m_adapter = adapter;
    const QString name = adapter.empty() ? (classes.empty() ? tr("none") : tr("the bundle's own")) : name_of(adapter);
    m_label->set_full_text(name);
    QStringList names;
    for (const std::string& entry : classes) {
        names << QString::fromStdString(entry);
    }
    const QString folder = QString::fromStdString(adapter.string());
    m_label->setToolTip((folder.isEmpty() ? name : folder) +
                        (names.isEmpty() ? QString() : QLatin1Char('\n') + names.join(QStringLiteral(", "))));
}

void AdapterChooser::fill_menu() {
    m_menu->clear();
    const auto offer = [this](const QString& text, const std::filesystem::path& adapter) {
        QAction* action = m_menu->addAction(text, this, [this, adapter] { emit chosen(adapter); });
        action->setCheckable(true);
        action->setChecked(adapter == m_adapter);
        return action;
    };
    offer(tr("The bundle's own"), {});
    auto runs = m_project.empty() ? std::vector<adaptation::RunSummary>()
                                  : adaptation::list_runs(adaptation::runs_folder(m_project));
    std::erase_if(runs, [](const adaptation::RunSummary& run) { return !run.has_adapter; });
    std::reverse(runs.begin(), runs.end());
    runs.resize(std::min(runs.size(), kMaxOffered));
    if (!runs.empty()) {
        m_menu->addSection(tr("Trained in this project"));
    }
    for (const adaptation::RunSummary& run : runs) {
        offer(tr("%1 (%2, mAP %3)")
                  .arg(QString::fromStdString(run.folder.filename().string()), picture_kind_word(run.kind),
                       ap_text(run.ap)),
              run.folder / "adapter");
    }
    m_menu->addSeparator();
    m_menu->addAction(tr("Choose a folder…"), this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose an adapter folder"),
                                                                 QString::fromStdString(m_adapter.string()));
        if (!folder.isEmpty()) {
            emit chosen(folder.toStdString());
        }
    });
}

}  // namespace destudio::ui
