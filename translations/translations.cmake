# signalbox_translations(program): the finished translations as Qt resources of the program, under :/i18n.
# English has a file as well, for its plural forms. Texts are gathered from the repository root with
#   lupdate -I . ui app/console -locations none -no-obsolete -ts translations/signalbox_zh_CN.ts
#   lupdate -I . ui app/console -locations none -no-obsolete -pluralonly -ts translations/signalbox_en.ts
function(signalbox_translations program)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}/${program}_i18n)
    file(MAKE_DIRECTORY ${folder})
    set(compiled "")
    foreach(language en zh_CN)
        set(texts ${CMAKE_SOURCE_DIR}/translations/signalbox_${language}.ts)
        set(target ${folder}/signalbox_${language}.qm)
        add_custom_command(OUTPUT ${target} COMMAND Qt6::lrelease -silent ${texts} -qm ${target}
            DEPENDS ${texts} VERBATIM)
        list(APPEND compiled ${target})
    endforeach()
    qt_add_resources(${program} i18n PREFIX /i18n BASE ${folder} FILES ${compiled})
endfunction()
