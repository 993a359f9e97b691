Reveal.initialize({
  width: SIZE[0], height: SIZE[1], margin: 0.03, minScale: 0.05, maxScale: 6,
  center: false, hash: true, slideNumber: 'c/t', controls: true, controlsTutorial: false,
  transition: 'none', backgroundTransition: 'none', pdfMaxPagesPerSlide: 1, pdfSeparateFragments: false,
  plugins: NOTES ? [RevealNotes] : [],
});
if (NOTES) Reveal.addKeyBinding({ keyCode: 84, key: 'T', description: 'Notes beside the slide' }, () => {
  Reveal.configure({ showNotes: !Reveal.getConfig().showNotes });
  Reveal.layout();
});
