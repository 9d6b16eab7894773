// SPDX-License-Identifier: Apache-2.0
#include "ui/export/leak_panel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <algorithm>

#include "ui/base/count_text.h"
#include "ui/session/workspace.h"
#include "widgets/base/image_conversion.h"
#include "widgets/base/theme.h"

namespace destudio::ui {
namespace {

using dataset::LeakKind;
using widgets::kMargin;

constexpr int kExampleSide = 64;

QString with_split(const std::string& file, const std::string& split) {
    return LeakPanel::tr("%1 of %2").arg(QString::fromStdString(file), QString::fromStdString(split));
}

}  // namespace

LeakPanel::LeakPanel(Workspace& workspace, QWidget* parent)
    : QWidget(parent), m_workspace(workspace), m_state(new QLabel(this)), m_task(this) {
    auto* title = new QLabel(tr("What leaks"), this);
    title->setProperty("role", QStringLiteral("heading"));
    m_state->setObjectName(QStringLiteral("leak_state"));
    m_state->setWordWrap(true);
    const std::array<QString, 3> texts{tr("Pictures of one &source may be in two splits"),
                                       tr("Pictures that &look alike may be in two splits"),
                                       tr("&Generated pictures may be in val and test")};
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(kMargin);
    grid->setVerticalSpacing(kMargin / 2);
    grid->setColumnStretch(2, 1);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        Line& line = m_lines[i];
        const QString word = QString::fromLatin1(to_string(static_cast<LeakKind>(i)));
        line.picture = new QLabel(this);
        line.other = new QLabel(this);
        line.text = new QLabel(this);
        line.text->setObjectName(QStringLiteral("leak_text_") + word);
        line.text->setWordWrap(true);
        line.allow = new QCheckBox(texts[i], this);
        line.allow->setObjectName(QStringLiteral("leak_allow_") + word);
        line.allow->setToolTip(tr("As --allow-leaks %1 of the command line").arg(word));
        connect(line.allow, &QCheckBox::toggled, this, &LeakPanel::allowed_changed);
        const int row = static_cast<int>(2 * i);
        grid->addWidget(line.picture, row, 0, 2, 1, Qt::AlignTop);
        grid->addWidget(line.other, row, 1, 2, 1, Qt::AlignTop);
        grid->addWidget(line.text, row, 2);
        grid->addWidget(line.allow, row + 1, 2);
    }
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kMargin);
    column->addWidget(title);
    column->addWidget(m_state);
    column->addLayout(grid);
    clear();
}

void LeakPanel::clear() {
    m_task.forget();
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        show_line(i, nullptr);
    }
    hide();
}

std::set<LeakKind> LeakPanel::allowed() const {
    std::set<LeakKind> kinds;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        if (m_lines[i].allow->isChecked()) {
            kinds.insert(static_cast<LeakKind>(i));
        }
    }
    return kinds;
}

void LeakPanel::show_for(const std::set<VariantState>& states, double threshold, ExportDivision division) {
    const Session* session = m_workspace.session();
    if (session == nullptr || !division.concerns_leaks()) {
        clear();
        return;
    }
    division.allowed = allowed();
    m_state->setText(tr("Comparing the pictures…"));
    show();
    m_task.start(
        [file = m_workspace.session()->project().file(), states, threshold, division](const std::stop_token& stop,
                                                                                      const ProgressSink& progress) {
            ProjectExport exported = export_dataset(*Project::open_for_reading(file), threshold, states);
            divide_export(exported, division, stop, progress);
            return export_leaks(exported, division, kExampleSide, stop, progress);
        },
        [this](const Progress& now) {
            m_state->setText(tr("Comparing the pictures: %1 of %2")
                                 .arg(count_text(static_cast<std::size_t>(now.done)),
                                      count_text(static_cast<std::size_t>(now.total))));
        },
        [this](const std::vector<ExportLeak>& leaks) { show_leaks(leaks); },
        [this](const QString& sentence) {
            show_leaks({});
            m_state->setText(sentence);
        });
}

void LeakPanel::show_leaks(const std::vector<ExportLeak>& leaks) {
    m_state->setText(leaks.empty()
                         ? tr("Nothing leaks, but for what is ticked.")
                         : tr("A figure measured on val or test would flatter the detector. Nothing is written "
                              "until you tick what may be, or divide otherwise."));
    m_state->setProperty("role", leaks.empty() ? QStringLiteral("dim") : QString());
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto found = std::find_if(leaks.begin(), leaks.end(),
                                        [i](const ExportLeak& leak) { return leak.kind == static_cast<LeakKind>(i); });
        show_line(i, found == leaks.end() ? nullptr : &*found);
    }
}

void LeakPanel::show_line(std::size_t kind, const ExportLeak* leak) {
    const Line& line = m_lines[kind];
    line.text->setText(leak == nullptr ? QString()
                                       : count_sentence(*leak) + QLatin1Char('\n') + example_sentence(*leak));
    line.text->setVisible(leak != nullptr);
    line.allow->setVisible(leak != nullptr || line.allow->isChecked());
    const auto show_picture = [](QLabel* label, const cv::Mat& picture, const std::string& name) {
        label->setPixmap(picture.empty() ? QPixmap() : QPixmap::fromImage(widgets::to_qimage(picture)));
        label->setToolTip(QString::fromStdString(name));
        label->setVisible(!picture.empty());
    };
    show_picture(line.picture, leak == nullptr ? cv::Mat() : leak->picture, leak == nullptr ? "" : leak->image);
    show_picture(line.other, leak == nullptr ? cv::Mat() : leak->other_picture, leak == nullptr ? "" : leak->other);
}

QString LeakPanel::count_sentence(const ExportLeak& leak) {
    const int count = static_cast<int>(leak.count);
    switch (leak.kind) {
        case LeakKind::kSource:
            return tr("%n pairs of pictures of one source are in two splits", nullptr, count);
        case LeakKind::kNearDuplicate:
            return tr("%n pairs of pictures that look alike are in two splits", nullptr, count);
        case LeakKind::kGenerated:
            break;
    }
    return tr("%n generated pictures are in val or test", nullptr, count);
}

QString LeakPanel::example_sentence(const ExportLeak& leak) {
    const QString image = with_split(leak.image, leak.split);
    return leak.other.empty() ? tr("such as %1").arg(image)
                              : tr("such as %1 and %2").arg(image, with_split(leak.other, leak.other_split));
}

}  // namespace destudio::ui
