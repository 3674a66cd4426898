import { catalogue } from './catalogue.ts'

/** The words of logging in, first passwords and changes of password. */
export const accountMessages = catalogue({
  'zh-CN': {
    login: '工号或用户名',
    password: '密码',
    capsLock: '大写锁定（Caps Lock）已打开。',
    logInPage: {
      title: '登录',
      lead: '请使用本人账户。学习、作答与成绩都记在登录者名下。',
      submit: '登录',
      firstTime: '第一次登录，或者忘记了密码？',
      activate: '用一次性激活码设置密码',
      next: '登录后将回到您刚才打开的页面。',
    },
    refusals: {
      wrong: {
        title: '工号或密码不正确',
        todo: '请检查后再试。连续输错 5 次，账户将锁定 5 分钟。',
      },
      locked: {
        title: (time: string) => `账户已锁定，${time} 自动解锁`,
        todo: '连续输错 5 次，账户锁定 5 分钟。在考点参加考试的，请告知门口的监考员，可以当场解锁；其他情况请到时再试。',
      },
      disabled: {
        title: '账户已停用',
        todo: '请联系本单位联络员或普法办管理员。',
      },
      'too-many': {
        title: '此处登录失败次数过多',
        todo: '为防止有人试猜密码，来自同一网络地址的登录暂停至多 15 分钟。在考点参加考试的，请告知监考员。',
      },
    },
    demo: {
      title: '演示账户',
      lead: '点选一个身份，工号会自动填入。密码在演示启动时显示在终端窗口里。',
    },
    activatePage: {
      title: '设置登录密码',
      lead: '第一次登录或忘记密码时，用发给您的一次性激活码设置新密码。激活码只能使用一次。',
      code: '激活码',
      codeHint: '共 12 位，形如 ABCD-EFGH-JKMN，不区分大小写，横线可以省略。',
      submit: '设置密码并登录',
      noCode: '没有激活码？请向本单位联络员或普法办管理员索取。',
      toLogin: '已有密码，直接登录',
      wrong: {
        title: '工号或激活码不正确',
        todo: '请核对纸条上的激活码。每次发放新激活码，以前的即告失效。连续输错 5 次，账户将锁定 5 分钟。',
      },
      expired: {
        title: '激活码已过期',
        todo: '请向本单位联络员或普法办管理员索取新的激活码。',
      },
    },
    passwordPage: {
      title: '修改密码',
      lead: '修改后，您在其他设备上的登录会全部退出，本机保持登录。',
      due: {
        title: '请先修改密码',
        todo: '按照安全规定，您的密码已到更换期限，修改后才能继续使用平台。',
      },
      current: '当前密码',
      submit: '修改密码',
      back: '返回首页',
      done: {
        title: '密码已修改',
        todo: '其他设备上的登录已经退出。下次登录请使用新密码。',
      },
      wrong: '当前密码不正确。连续输错 5 次，账户将锁定 5 分钟。',
    },
    newPassword: '新密码',
    newPasswordHint: '至少 8 位；大写、小写字母、数字、符号至少三种；不含工号。',
    again: '再输入一次新密码',
    faults: {
      'password-short': '密码太短：至少 8 位。',
      'password-long': '密码太长：最多 128 位。',
      'password-simple': '密码太简单：大写字母、小写字母、数字、符号，至少要有三种。',
      'password-has-login': '密码不能包含工号或用户名。',
      'password-common': '这个密码太常见，容易被猜中，请换一个。',
      'password-unchanged': '新密码不能与当前密码相同。',
      'password-differs': '两次输入的新密码不一致，请重新输入。',
    },
    noRole: {
      title: '账户尚未分配工作',
      lead: (name: string) => `${name}，您已登录，但还没有人为您的账户分配身份。`,
      todo: '请联系本单位联络员或普法办管理员，告知您的工号。',
    },
  },
  en: {
    login: 'Staff number or user name',
    password: 'Password',
    capsLock: 'Caps Lock is on.',
    logInPage: {
      title: 'Log in',
      lead: 'Use your own account. Study, answers and scores are recorded under whoever is logged in.',
      submit: 'Log in',
      firstTime: 'First time here, or forgotten your password?',
      activate: 'Set a password with a one-time code',
      next: 'You will return to the page you came from.',
    },
    refusals: {
      wrong: {
        title: 'The staff number or the password is not right',
        todo: 'Please check both and try again. After 5 mistakes in a row the account is locked for 5 minutes.',
      },
      locked: {
        title: (time) => `The account is locked until ${time}`,
        todo: 'After 5 mistakes in a row an account is locked for 5 minutes. At an exam centre, tell the proctor at the door, who can unlock it at once; otherwise please wait until then.',
      },
      disabled: {
        title: 'The account is disabled',
        todo: 'Please contact your liaison officer or an administrator.',
      },
      'too-many': {
        title: 'Too many failed logins from here',
        todo: 'Somebody may be guessing passwords, so logins from this network address pause for up to 15 minutes. At an exam centre, please tell the proctor.',
      },
    },
    demo: {
      title: 'Demonstration accounts',
      lead: 'Choose a role to fill in its user name. The password was shown in the terminal when the demonstration started.',
    },
    activatePage: {
      title: 'Set your password',
      lead: 'For your first login, or after forgetting the password: use the one-time code you were given. A code works once.',
      code: 'One-time code',
      codeHint: '12 characters, like ABCD-EFGH-JKMN. Capitals do not matter and the hyphens may be left out.',
      submit: 'Set password and log in',
      noCode: 'No code? Ask your liaison officer or an administrator for one.',
      toLogin: 'I have a password: log in',
      wrong: {
        title: 'The staff number or the code is not right',
        todo: 'Please compare the code with your slip. A newly issued code makes earlier ones void. After 5 mistakes in a row the account is locked for 5 minutes.',
      },
      expired: {
        title: 'The code has expired',
        todo: 'Please ask your liaison officer or an administrator for a new one.',
      },
    },
    passwordPage: {
      title: 'Change password',
      lead: 'Afterwards you are logged out on all other devices, and stay logged in on this one.',
      due: {
        title: 'Please change your password first',
        todo: 'The security rules ask for a new password now. You can go on once it is changed.',
      },
      current: 'Present password',
      submit: 'Change password',
      back: 'Go to the home page',
      done: {
        title: 'Your password was changed',
        todo: 'You have been logged out on other devices. Use the new password from now on.',
      },
      wrong:
        'The present password is not right. After 5 mistakes in a row the account is locked for 5 minutes.',
    },
    newPassword: 'New password',
    newPasswordHint:
      'At least 8 characters with three of these: capital letter, small letter, digit, symbol. It must not contain your staff number.',
    again: 'New password again',
    faults: {
      'password-short': 'The password is too short: at least 8 characters.',
      'password-long': 'The password is too long: at most 128 characters.',
      'password-simple':
        'The password is too simple: use three of capital letter, small letter, digit and symbol.',
      'password-has-login': 'The password must not contain your staff number or user name.',
      'password-common': 'This password is too common and easily guessed. Please choose another one.',
      'password-unchanged': 'The new password must differ from the present one.',
      'password-differs': 'The two new passwords are not the same. Please type them again.',
    },
    noRole: {
      title: 'Your account has no role yet',
      lead: (name) => `${name}, you are logged in, but nobody has given your account a role so far.`,
      todo: 'Please contact your liaison officer or an administrator and tell them your staff number.',
    },
  },
})
