export type DemoUnit = {
  /** `city`, `songlan`, `city:justice`, `city:justice/law-popularisation`. */
  key: string
  parentKey: string | null
  level: 'city' | 'county' | 'department' | 'section'
  code: string
  nameZh: string
  nameEn: string
  trade: string | null
}

export type DemoPerson = {
  employeeNo: string
  name: string
  sex: 'm' | 'f'
  /** Eighteen places with a right check digit, in a region that does not exist: it can belong to nobody. */
  idNumber: string
  /** Eleven digits under a prefix given to no operator. */
  mobile: string
  /** A department, or a section of one. */
  unitKey: string
  /** YYYY-MM-DD */
  birthDate: string
  post: string
  rank: string
  category: 'civil-servant' | 'ref-civil-servant' | 'institution'
  isLeader: boolean
  isEnforcer: boolean
  status: 'in-service' | 'retired' | 'left'
  exemption: null | 'near-retirement' | 'maternity' | 'illness'
}

export type Sex = DemoPerson['sex']
