#pragma once

// What nearly every file with windows includes; parsed once (CMakeLists.txt, signalbox_pch_ui).
#include "backend/platform/core/precompiled.h"

#include <QAbstractItemModel>
#include <QAbstractTableModel>
#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QTableView>
#include <QWidget>
