/** Names that the schemas of QTI 3.0 and its package (IMS Content Packaging 1.2 for QTI 3.0, IEEE LOM) fix. */
export const namespaces = {
  item: 'http://www.imsglobal.org/xsd/imsqtiasi_v3p0',
  itemSchema: 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd',
  package: 'http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1',
  packageSchema: 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqtiv3p0_imscpv1p2_v1p0.xsd',
  metadata: 'http://www.imsglobal.org/xsd/imsqti_metadata_v3p0',
  metadataSchema: 'https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_metadatav3p0_v1p0.xsd',
  lom: 'http://ltsc.ieee.org/xsd/LOM',
  lomSchema: 'https://purl.imsglobal.org/spec/md/v1p3/schema/xsd/imsmd_loose_v1p3p2.xsd',
  instance: 'http://www.w3.org/2001/XMLSchema-instance',
} as const

export const matchCorrect = 'https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct'

export const manifestName = 'imsmanifest.xml'
export const itemType = 'imsqti_item_xmlv3p0'
export const stimulusType = 'imsqti_stimulus_xmlv3p0'

/** What our own classifications in the metadata are called. */
export const catalog = 'lawexam'

/** Identifiers of QTI are names of XML: no blanks, no colon, and no digit in front. */
export const isIdentifier = (text: string) => /^[\p{L}_][\p{L}\p{N}_.-]{0,63}$/u.test(text)
